import { gunzipSync } from 'node:zlib';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { pictureExtensions, type PictureFormat } from '../../shared/graph/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { writeSingleFile } from './single-file.ts';
import type { MirrorPlaces } from './target.ts';

/** No picture or graph of this program is larger; a stream of zeros could be. Bytes. */
const largest = 256 * 1024 * 1024;

/** How files of a form begin. A page that was taken over could otherwise put its own text into any file. */
const beginnings: Readonly<Record<PictureFormat, RegExp>> = {
  svg: /^<\?xml [^>]*>\s*<svg /,
  // eslint-disable-next-line no-control-regex -- the signature of PNG
  png: /^\u0089PNG\r\n\u001A\n/,
  graphml: /^<\?xml [^>]*>\s*<graphml /,
  gexf: /^<\?xml [^>]*>\s*<gexf /,
  dot: /^(?:\/\/ |(?:di)?graph ")/,
  cyjs: /^\{\s*"format_version"/,
  json: /^\{\s*"format": "ptmx-graph"/,
  'nodes-csv': /^id,label,/,
  'edges-csv': /^source,target,/,
  'measure-csv': /^measure,part,/,
  'measure-json': /^\{\s*"format": "ptmx-measure"/,
};

/** Writes a picture beside the target, then puts it in its place in one step; on failure nothing is left. */
export function writePictureFile(places: MirrorPlaces, { format, content, target, overwrite }: CallArguments<'exports.picture'>): CallAnswer<'exports.picture'> {
  const ending = `.${pictureExtensions[format]}`;
  if (!target.toLowerCase().endsWith(ending)) throw new ExpectedError('refused', `The file’s name must end in ${ending}.`, `Add ${ending} to it, or choose another format.`);
  const bytes = inflate(content);
  if (!beginnings[format].test(bytes.subarray(0, 500).toString('latin1'))) throw new ExpectedError('invalid-arguments', `This is not a file of the format ${format}.`);
  const written = writeSingleFile(places, { target, overwrite }, (file) => {
    file.writeBytes(bytes);
    return 1;
  });
  return { path: written.path, bytes: written.bytes };
}

function inflate(content: string): Buffer {
  try {
    return gunzipSync(Buffer.from(content, 'base64'), { maxOutputLength: largest });
  } catch {
    throw new ExpectedError('invalid-arguments', 'The picture cannot be unpacked, or is too large.');
  }
}
