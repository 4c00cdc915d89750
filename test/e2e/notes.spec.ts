import type { Locator, Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goodMirror } from '../fixtures/hostile-mirrors.ts';
import { askCommand } from './support/command-line.ts';
import { answerSaveDialog, chooseFile } from './support/dialogs.ts';
import { expect, test, type Program } from './support/fixtures.ts';
import { goTo, goToAddress, grid, rowsOf, seeOverview } from './support/window.ts';

const first = 'good/first';
const last = 'good/last';

const panel = (page: Page): Locator => page.getByRole('region', { name: 'Notes and tags' });
const note = (page: Page): Locator => panel(page).getByRole('textbox', { name: 'Note' });
const tagBox = (page: Page): Locator => panel(page).getByRole('combobox', { name: 'Add a tag' });
const tags = (page: Page): Locator => panel(page).getByRole('list', { name: 'Tags' }).getByRole('listitem');
const annotated = (page: Page): Locator => grid(page, 'Packages with notes or tags');

async function open(page: Page, name: string): Promise<void> {
  await goToAddress(page, `#/package/huggingface/${encodeURIComponent(name)}`);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(panel(page)).toBeVisible();
}

async function startOver(program: Program, folder: string): Promise<string> {
  const path = goodMirror(join(folder, 'mirror'));
  await program.page.getByRole('button', { name: 'Open your mirror…' }).first().click();
  const dialog = program.page.getByRole('dialog', { name: 'Open your mirror' });
  await dialog.getByRole('textbox').fill(path);
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog).toBeHidden();
  await seeOverview(program.page, 'mirror');
  return path;
}

test('a note and tags are written by keyboard, completed from tags in use, undone, and found again', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  await startOver(program, folder);
  await goTo(page, 'Notes');
  await expect(page.getByRole('heading', { name: 'No notes yet' })).toBeVisible();

  await open(page, first);
  await expect(panel(page).getByText('Nothing written yet')).toBeVisible();
  await tagBox(page).focus();
  await page.keyboard.type('Candidate');
  await page.keyboard.press('Enter');
  await page.keyboard.type('  needs   GPU ');
  await page.keyboard.press('Enter');
  await expect(tags(page)).toHaveText(['Candidate', 'needs GPU']);
  await page.keyboard.press('Backspace');
  await expect(tags(page)).toHaveText(['Candidate']);
  await panel(page).getByRole('button', { name: 'Undo' }).click();
  await expect(tags(page)).toHaveText(['Candidate', 'needs GPU']);
  await panel(page).getByRole('button', { name: 'Redo' }).click();
  await expect(tags(page)).toHaveText(['Candidate']);

  await note(page).fill('First thought');
  await expect(panel(page).getByText('Not saved yet')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(panel(page).getByText(/^Saved /)).toBeVisible();
  await note(page).fill('Second thought');
  await note(page).blur();
  await expect(panel(page).getByText(/^Saved /)).toBeVisible();
  await panel(page).getByRole('button', { name: 'Undo' }).click();
  await expect(note(page)).toHaveValue('First thought');

  // What was typed is saved also by leaving the page.
  await note(page).fill('Évaluation pending');
  await open(page, last);
  await expect(note(page)).toHaveValue('');
  await tagBox(page).focus();
  await page.keyboard.type('cand');
  await expect(panel(page).getByRole('option')).toHaveText([/^Candidate/]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tags(page)).toHaveText(['Candidate']);
  await expect(tagBox(page)).toHaveValue('');

  await goTo(page, 'Notes');
  await expect(rowsOf(annotated(page))).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Search notes and tags' }).fill('evaluation');
  await expect(rowsOf(annotated(page))).toHaveCount(1);
  await expect(rowsOf(annotated(page))).toContainText([first]);
  await page.getByRole('textbox', { name: 'Search notes and tags' }).fill('');
  await page.getByRole('button', { name: /^Candidate/ }).click();
  await expect(rowsOf(annotated(page))).toHaveCount(2);
  await annotated(page).getByRole('link', { name: first }).click();
  await expect(note(page)).toHaveValue('Évaluation pending');
});

test('a package that the mirror lost keeps its note and tags, and shows them', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  const mirror = await startOver(program, folder);
  await open(page, last);
  await note(page).fill('Was the best of its kind');
  await tagBox(page).fill('kept');
  await page.keyboard.press('Enter');
  await expect(tags(page)).toHaveText(['kept']);
  await expect(panel(page).getByText(/^Saved /)).toBeVisible();

  const records = join(mirror, 'data', 'huggingface', 'json', 'huggingface.json');
  const left = (JSON.parse(await readFile(records, 'utf8')) as { ModelName: string }[]).filter(({ ModelName }) => ModelName !== last);
  await writeFile(records, JSON.stringify(left));
  await writeFile(join(mirror, 'data', 'huggingface', 'json', 'metadata', 'hf_metadata.json'), '[]');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Rebuild the index');
  await page.getByRole('option', { name: 'Rebuild the index' }).click();

  await expect(page.getByRole('alert')).toContainText('is gone: an index of');
  await expect(panel(page)).toContainText('What was written about it is kept.');
  await expect(note(page)).toHaveValue('Was the best of its kind');
  await note(page).fill('Was the best of its kind; find it elsewhere');
  await goTo(page, 'Notes');
  const row = rowsOf(annotated(page));
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(['Gone']);
  await expect(row).toContainText(['find it elsewhere']);
  await page.getByRole('checkbox', { name: 'Gone from the mirror (1)' }).check();
  await expect(row).toHaveCount(1);

  await page.keyboard.press('ControlOrMeta+o');
  await page.getByRole('button', { name: /^Forget mirror / }).click();
  await expect(page.getByText('Notes and tags on 1 package are kept')).toBeVisible();
});

test('a note that was changed elsewhere is shown before anything is overwritten', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  const mirror = await startOver(program, folder);
  await open(page, first);
  await expect(panel(page).getByText('Nothing written yet')).toBeVisible();
  await askCommand(['note', mirror, `huggingface/${first}`, '--text', 'From the command line'], program.dataDir);
  await note(page).fill('From the window');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(panel(page).getByRole('alert')).toContainText('changed elsewhere');
  await panel(page).getByRole('button', { name: 'Show the other note' }).click();
  await expect(note(page)).toHaveValue('From the command line');
  await panel(page).getByRole('button', { name: 'Undo' }).click();
  await expect(note(page)).toHaveValue('From the window');
  expect(await askCommand(['note', mirror, `huggingface/${first}`], program.dataDir)).toMatchObject({ note: 'From the window' });
});

test('notes and tags are exported, and imported beside one’s own', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  await startOver(program, folder);
  await open(page, first);
  await note(page).fill('Shared');
  await goTo(page, 'Notes');
  await expect(rowsOf(annotated(page))).toHaveCount(1);
  const file = join(folder, 'notes.json');
  await page.getByRole('button', { name: 'Export…' }).click();
  const saving = page.getByRole('dialog', { name: 'Export notes and tags' });
  await chooseFile(program, saving, file, answerSaveDialog);
  await saving.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('Exported notes and tags on 1 package')).toBeVisible();

  const shared = JSON.parse(await readFile(file, 'utf8')) as { packages: { note: string; tags: string[] }[] };
  expect(shared.packages).toMatchObject([{ name: first, note: 'Shared', tags: [] }]);
  await writeFile(file, JSON.stringify({ ...shared, packages: shared.packages.map((annotation) => ({ ...annotation, note: 'Theirs', tags: ['team'] })) }));
  await page.getByRole('button', { name: 'Import…' }).click();
  const taking = page.getByRole('dialog', { name: 'Import notes and tags' });
  await chooseFile(program, taking, file);
  await taking.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByText('1 note put together · 1 tag added.')).toBeVisible();
  await expect(rowsOf(annotated(page))).toContainText(['team']);
  await open(page, first);
  await expect(note(page)).toHaveValue('Shared\n\n---\n\nTheirs');
});
