import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { askCommand } from './support/command-line.ts';
import { chooseFile } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { goToAddress, openPart, seeOverview } from './support/window.ts';

/** A mirror of two hubs that state the same result, each in its own words. */
function claimingMirror(folder: string): string {
  const write = (path: string, content: unknown): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content, null, 4));
  };
  const result = (dataset: string, type: string, value: unknown) => ({ task: { type: 'image-classification' }, dataset: { name: dataset, type: dataset }, metrics: [{ name: type, type, value }] });
  write('data/huggingface/json/metadata/hf_metadata.json', [
    { modelId: 'ada/resnet-50', downloads: 'many', siblings: [{ rfilename: 'pytorch_model.bin' }], cardData: { license: 'mit', 'model-index': [{ name: 'r', results: [result('ImageNet', 'top5', 0.929), result('CIFAR-10', 'accuracy', 0.97)] }] } },
    { modelId: 'bob/silent' },
  ]);
  write('data/onnxmodelzoo/json/metadata/omz_models_metadata.json', [{ id: 0, Model: 'ResNet50', ModelPath: 'resnet50.onnx', 'Top-5% Accuracy': '92.38', Dataset: 'ImageNet' }]);
  return folder;
}

test('claims stand beside what else states them, and measured results come and go', async ({ start, folder }) => {
  const program = await start([claimingMirror(join(folder, 'claims'))]);
  const { page, dataDir } = program;
  await seeOverview(page, 'claims');
  await goToAddress(page, '#/package/huggingface/ada%2Fresnet-50');
  const attributes = page.getByRole('region', { name: 'What engineers look for' });
  await expect(attributes.getByRole('listitem').filter({ hasText: 'Framework support' })).toContainText('weights formats: pytorch');
  await expect(attributes.getByRole('listitem').filter({ hasText: 'Latency' })).toContainText('not looked everywhere');
  await attributes.getByText('Latency', { exact: true }).click();
  await expect(attributes.getByText(/^Rule: The card states a speed/)).toBeVisible();

  await openPart(page, 'Claims');
  const claims = page.getByRole('region', { name: 'Claims', exact: true });
  const row = (dataset: string) => claims.getByRole('row').filter({ hasText: dataset });
  await expect(row('ImageNet')).toContainText('−0.52');
  await expect(row('ImageNet').getByRole('link', { name: 'ResNet50 in ONNX Model Zoo' })).toBeVisible();
  await expect(row('CIFAR-10')).toContainText('nowhere');

  await claims.getByRole('button', { name: 'Measured results…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Measured results', exact: true });
  await dialog.getByRole('button', { name: 'Import…' }).click();
  const path = join(folder, 'measured.csv');
  writeFileSync(path, 'name,task,dataset,results\nresnet-50,,cifar-10,acc=0.95\nresnet-50,,,\n');
  const importing = page.getByRole('dialog', { name: 'Import measured results' });
  await chooseFile(program, importing, path);
  await importing.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('1 row left out; line 3: It has no results.')).toBeVisible();
  await expect(dialog.getByRole('listitem')).toContainText('1 result, imported');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(row('CIFAR-10')).toContainText('−0.02');
  await expect(row('CIFAR-10')).toContainText('measured: resnet-50 in measured.csv');
  expect(await askCommand(['measured'], dataDir)).toMatchObject({ lists: [{ title: 'measured.csv', results: 1 }] });

  await page.getByRole('checkbox', { name: 'Only those stated otherwise elsewhere' }).check();
  await expect(claims.getByRole('row')).toHaveCount(3);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(row('CIFAR-10')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Only those stated otherwise elsewhere' }).uncheck();
  await expect(row('CIFAR-10')).toContainText('nowhere');
});

test('a raw record shows where it differs from the form of such records', async ({ start, folder }) => {
  const { page } = await start([claimingMirror(join(folder, 'claims'))]);
  await seeOverview(page, 'claims');
  await goToAddress(page, '#/package/huggingface/ada%2Fresnet-50/raw');
  const record = page.getByRole('region', { name: 'Hub metadata' });
  await expect(record.getByRole('listitem')).toContainText('downloads');
  await expect(record.getByRole('listitem')).toContainText('expected a whole number, found "many"');
  await record.getByRole('button', { name: /^line \d+$/ }).click();
  await expect.poll(() => record.getByRole('textbox').evaluate((box: HTMLTextAreaElement) => box.value.slice(box.selectionStart, box.selectionEnd).trim())).toBe('"downloads": "many",');

  await goToAddress(page, '#/package/huggingface/bob%2Fsilent/claims');
  await expect(page.getByRole('heading', { name: 'No machine-readable claims' })).toBeVisible();
});
