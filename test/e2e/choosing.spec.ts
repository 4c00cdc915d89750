import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { askCommand } from './support/command-line.ts';
import { chooseFile } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { goTo, grid, rowsOf, seeOverview } from './support/window.ts';

const model = (modelId: string, sha: string, license: string, accuracy: number): object => ({
  modelId, sha: sha.repeat(40), pipeline_tag: 'text-classification', downloads: 1000, likes: 2, siblings: [{ rfilename: 'pytorch_model.bin' }],
  cardData: { license, 'model-index': [{ name: modelId, results: [{ task: { type: 'text-classification' }, dataset: { name: 'GLUE', type: 'glue' }, metrics: [{ name: 'acc', type: 'accuracy', value: accuracy }] }] }] },
});

const models = [model('ada/one', 'a', 'mit', 0.91), model('bo/two', 'b', 'apache-2.0', 0.9), model('cy/three', 'c', 'gpl-3.0', 0.95), { modelId: 'di/other', pipeline_tag: 'fill-mask' }];

function mirrorIn(folder: string): string {
  const path = join(folder, 'data/huggingface/json/metadata/hf_metadata.json');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(models));
  return folder;
}

test('packages are compared, and a model is chosen in four stages and a step back', async ({ start, folder }) => {
  const program = await start([mirrorIn(join(folder, 'models'))]);
  const { page, dataDir } = program;
  await seeOverview(page, 'models');

  // Compare, and copy what differs.
  await goTo(page, 'Models');
  for (const name of ['ada/one', 'bo/two']) await rowsOf(grid(page, 'Packages')).filter({ hasText: name }).locator('[data-tick]').click();
  await page.getByRole('region', { name: 'Picked packages' }).getByRole('button', { name: 'Compare' }).click();
  const sheet = page.getByRole('region', { name: 'Comparison' });
  await expect(sheet.getByRole('row', { name: /^accuracy/ }).getByRole('cell')).toHaveText(['0.91 best', '0.9']);
  await expect(sheet.getByRole('row', { name: /^Size/ }).getByRole('cell')).toHaveText(['unknown', 'unknown']);
  await page.keyboard.press('d');
  await expect(sheet.getByRole('row', { name: /^Stated licence \(differs/ })).toBeVisible();
  await expect(sheet.getByRole('row', { name: /^Task/ })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'What a clone would add' })).toContainText('ada/one, bo/two');

  // A decision begins with what was compared.
  await page.getByRole('button', { name: 'Add to a decision' }).click();
  await page.getByRole('textbox', { name: 'Title of a new decision' }).fill('Sorting mail');
  await page.keyboard.press('Enter');
  const stages = page.getByRole('navigation', { name: 'Stages' });
  const candidate = (name: string) => page.getByRole('listitem', { name, exact: true });
  await expect(candidate('ada/one')).toContainText('aaaaaaaaaaaa');

  // Reusability assessment: requirements become a search.
  await stages.getByRole('link', { name: /^Reusability assessment/ }).click();
  await page.getByRole('textbox', { name: 'Purpose' }).fill('Mail to the right desk');
  await page.getByRole('combobox', { name: 'Task' }).fill('text-classification');
  await page.getByRole('textbox', { name: 'Licences allowed' }).fill('MIT, Apache-2.0');
  await page.getByRole('textbox', { name: 'Size at most' }).fill('2 GB');
  await page.getByRole('textbox', { name: 'Size at most' }).blur();
  await expect(page.getByText('task:text-classification (license:MIT,Apache-2.0 OR -has:license) -size:>2GB')).toBeVisible();
  await expect(page.getByRole('link', { name: '2 packages' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on to model selection…' }).click();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();

  // Model selection: the search can be edited, candidates are taken or dropped with a reason.
  const search = page.getByRole('combobox', { name: 'Search models' });
  await search.fill('task:text-classification');
  await page.getByRole('button', { name: 'Add cy/three as a candidate' }).click();
  await expect(candidate('cy/three')).toContainText('Licence not met');
  await candidate('cy/three').getByRole('button', { name: 'Dropped' }).click();
  await page.getByRole('textbox', { name: 'Why it is dropped' }).fill('Its licence is not allowed');
  await candidate('ada/one').getByRole('button', { name: 'Taken' }).click();
  await page.getByRole('button', { name: 'Follow the requirements' }).click();
  await expect(search).toHaveValue('task:text-classification (license:MIT,Apache-2.0 OR -has:license) -size:>2GB');
  await page.getByRole('button', { name: 'Go on to downstream evaluation…' }).click();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();

  // Downstream evaluation: an own result beside the claim.
  const form = page.getByRole('form', { name: 'Record a result of ada/one' });
  await form.getByRole('combobox', { name: 'Claim of ada/one' }).selectOption({ label: 'text-classification · GLUE · accuracy: 0.91' });
  await form.getByRole('textbox', { name: 'Own result' }).fill('0.85');
  await form.getByRole('button', { name: 'Record' }).click();
  const results = page.getByRole('region', { name: 'ada/one' });
  await expect(results.getByRole('row').filter({ hasText: 'GLUE' })).toContainText('0.91 discrepancy: −6');
  await page.getByRole('textbox', { name: 'Discrepancy above' }).fill('10');
  await page.getByRole('textbox', { name: 'Discrepancy above' }).blur();
  await expect(results.getByRole('row').filter({ hasText: 'GLUE' })).not.toContainText('discrepancy');

  // A step back needs a reason, and is kept.
  await stages.getByRole('link', { name: /^Model selection/ }).click();
  await page.getByRole('button', { name: 'Step back to model selection…' }).click();
  await expect(page.getByRole('button', { name: 'Step back', exact: true })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Six points below the claim');
  await page.getByRole('button', { name: 'Step back', exact: true }).click();
  const steps = page.getByRole('region', { name: 'Steps so far' });
  await expect(steps.getByRole('listitem').first()).toContainText('Back from downstream evaluation to model selectionSix points below the claim');
  await candidate('ada/one').getByRole('button', { name: 'Dropped' }).click();
  await expect(page.getByRole('textbox', { name: 'Why it is dropped' })).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(candidate('ada/one').getByRole('button', { name: 'Taken' })).toHaveAttribute('aria-pressed', 'true');

  // Deployment, by its link; then out and in again.
  await stages.getByRole('link', { name: /^Deployment/ }).click();
  await expect(page.getByText(`pkg:huggingface/ada/one@${'a'.repeat(40)}`)).toBeVisible();
  await page.getByRole('textbox', { name: /^Where, how/ }).fill('Behind the mail gateway');
  await page.getByRole('button', { name: 'Go on to deployment…' }).click();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(stages.getByRole('link', { name: /^Deployment now/ })).toBeVisible();

  const file = join(folder, 'decision.json');
  await page.getByRole('button', { name: 'Export…' }).click();
  const saving = page.getByRole('dialog', { name: 'Export Sorting mail' });
  await saving.getByRole('button', { name: 'JSON' }).click();
  await chooseFile(program, saving, file);
  await saving.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('Exported the decision')).toBeVisible();
  const written = JSON.parse(readFileSync(file, 'utf8')) as { decision: { deployment: string; history: object[]; candidates: { verdict: string }[] } };
  expect(written.decision).toMatchObject({ deployment: 'Behind the mail gateway', stage: 'deployment', candidates: [{ verdict: 'taken' }, { verdict: 'open' }, { verdict: 'dropped' }] });
  expect(written.decision.history).toHaveLength(4);
  expect(await askCommand(['decision'], dataDir)).toMatchObject({ decisions: [{ title: 'Sorting mail', stage: 'deployment', candidates: 3, taken: 1, dropped: 1 }] });

  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'No decision yet' })).toBeVisible();
  writeFileSync(file, JSON.stringify({ ...written, decision: { ...written.decision, title: 'From elsewhere' } }).replaceAll('c'.repeat(40), 'd'.repeat(40)));
  await page.getByRole('button', { name: 'Import…' }).click();
  const taking = page.getByRole('dialog', { name: 'Import a decision' });
  await chooseFile(program, taking, file);
  await taking.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByText('1 of 3 candidates have another version here.')).toBeVisible();
  await stages.getByRole('link', { name: /^Model selection/ }).click();
  await expect(candidate('cy/three')).toContainText('this mirror has another version now: record cccccccccccc');
  await candidate('cy/three').getByRole('button', { name: 'Record the version of now' }).click();
  await expect(candidate('cy/three')).not.toContainText('another version');
});
