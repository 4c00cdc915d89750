import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeClone } from '../../fixtures/write-clone.ts';

/** Nothing answers there, and nothing may ever ask it. */
export const tracker = 'https://tracker.invalid';
/** Set in the page by whatever ran. */
export const markName = 'ranFromTheMirror';
/** Last words of the card: when they are on screen, all before them was rendered. */
export const lastWords = 'The end of the hostile card.';
/** A name that would be markup if it were not text. */
export const hostileName = `evil/<img src=x onerror="globalThis.${markName}='name'">`;
export const zooTitle = 'Hostile zoo entry';

const run = (how: string): string => `globalThis.${markName}='${how}'`;

/** What a stranger may write into a model card to run, to call home, to cover the window or to leave it. */
const hostileCard = `# A card <script>${run('script')}</script>

<script src="${tracker}/script.js"></script>
<img src="x" onerror="${run('onerror')}">
<img src=x onerror=${run('unquoted')}//>
<svg onload="${run('svg')}"><script>${run('svg script')}</script><use href="data:image/svg+xml,<svg id='x' onload='${run('use')}'/>#x"/></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run('mutation')}&gt;"></mglyph></table></mtext></math>
<noscript><p title="</noscript><img src=x onerror=${run('noscript')}>"></p></noscript>
<details open ontoggle="${run('toggle')}"><summary>More</summary></details>
<input autofocus onfocus="${run('focus')}"><select autofocus onfocus="${run('select')}"></select>
<iframe src="${tracker}/frame"></iframe><iframe srcdoc="<script>parent.${run('srcdoc').replace('globalThis.', '')}</script>"></iframe>
<object data="${tracker}/object"></object><embed src="${tracker}/embed"><applet code="x"></applet>
<link rel="stylesheet" href="${tracker}/style.css"><meta http-equiv="refresh" content="0;url=${tracker}/refresh"><base href="${tracker}/">
<style>body { display: none !important } @import url("${tracker}/import.css");</style>
<div id="main" class="shell" style="position: fixed; inset: 0; background: url(${tracker}/cover.png)">covered</div>
<form action="${tracker}/form" id="form"><button formaction="javascript:${run('formaction')}">Sign in</button></form>
<video src="${tracker}/video" poster="${tracker}/poster" autoplay></video><audio src="${tracker}/audio" autoplay></audio>
<picture><source srcset="${tracker}/source.png"><img srcset="${tracker}/srcset.png 2x" alt="set"></picture>
<template><img src=x onerror="${run('template')}"></template>

[script link](javascript:${run('markdown-link')}) [data link](data:text/html,<script>${run('data')}</script>) [file link](file:///etc/passwd)
<a href="javascript:${run('link')}">html link</a> <a href="java&#10;script:${run('broken')}">broken link</a> <a href="vbscript:x" onclick="${run('click')}">vb link</a>
[web link](${tracker}/web)

![remote picture](${tracker}/pixel.png) ![protocol-relative](//tracker.invalid/pixel.png) ![up](../../../../../../etc/passwd)
![script picture](javascript:${run('picture')}) ![svg](data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="${run('data svg')}"/>`).toString('base64')})

${lastWords}
`;

/**
 * Writes a mirror whose texts were written by an attacker: a Hugging Face clone with that card (and a package whose name
 * is markup), and a Model Zoo entry with it as its long description. Returns the folder.
 */
export function hostileTextMirror(folder: string): string {
  const names = ['evil/card', hostileName];
  put(folder, 'data/huggingface/json/huggingface.json', names.map((name, id) => unified(id, 'Hugging Face', 'hf_metadata.json', name, name)));
  put(folder, 'data/huggingface/json/metadata/hf_metadata.json', names.map((name) => ({
    modelId: name, id: name, sha: null, tags: [hostileName, `<svg onload=${run('tag')}>`], pipeline_tag: `<b onmouseover=${run('task')}>fill</b>`, siblings: [{ rfilename: hostileName }],
    author: 'evil', private: false, config: null, likes: 1, downloads: 1, cardData: { license: `"><script>${run('licence')}</script>` },
  })));
  writeClone(join(folder, 'data', 'huggingface', 'repos', 'evil', 'card'), [{ message: `<script>${run('subject')}</script>`, files: { 'README.md': hostileCard } }]);
  put(folder, 'data/modelzoo/json/modelzoo.json', [unified(0, 'ModelZoo', 'mz_metadata.json', zooTitle, '0')]);
  const entry = { title: zooTitle, description: hostileName, stars: 1, link: `javascript:${run('hub link')}`, framework: 'keras', categories: [] };
  put(folder, 'data/modelzoo/json/metadata/mz_metadata.json', { models: [{ slug: 'hostile', ...entry }] });
  put(folder, 'data/modelzoo/json/metadata/mz_models_metadata.json', [{ ...entry, long_desc: hostileCard, papers: { [hostileName]: `javascript:${run('paper')}` }, id: 0 }]);
  return folder;
}

function unified(id: number, hub: string, file: string, name: string, object: string): Record<string, unknown> {
  const folder = hub === 'ModelZoo' ? 'modelzoo' : 'huggingface';
  return {
    id, LatestGitCommitSHA: '', ModelName: name, ModelOwner: 'evil', ModelOwnerURL: `javascript:${run('owner')}`, ModelURL: `javascript:${run('model')}`,
    ModelHub: { ModelHubName: hub, ModelHubURL: tracker, MetadataFilePath: `data/${folder}/json/metadata/${file}`, MetadataObjectID: object },
  };
}

function put(folder: string, path: string, content: unknown): void {
  const target = join(folder, ...path.split('/'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, JSON.stringify(content, null, 4));
}
