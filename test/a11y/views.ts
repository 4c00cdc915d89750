import { expect } from '@playwright/test';
import { goTo, goToAddress, grid, seeOverview } from '../e2e/support/window.ts';
import { packageViews } from './package-views.ts';
import type { ShownView } from './shown-view.ts';

const overlay = (name: string, keys: string, title: string): ShownView => ({
  name,
  show: async (page) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
  },
});

/** Every view and dialog of the window over the sample mirror, in an order in which each is reached from the one before. */
export const views: readonly ShownView[] = [
  { name: 'overview', show: async (page) => {
    await goTo(page, 'Overview');
    await seeOverview(page);
  } },
  { name: 'models', show: async (page) => {
    await goTo(page, 'Models');
    await expect(grid(page, 'Packages').getByRole('link').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Export these' })).toBeEnabled();
  } },
  { name: 'models: picked packages', show: async (page) => {
    const rows = grid(page, 'Packages').locator('[data-index]');
    for (const at of [0, 1]) await rows.nth(at).locator('[data-tick]').click();
    await expect(page.getByRole('region', { name: 'Picked packages' })).toContainText('2 picked');
  } },
  { name: 'models: what a column holds', show: async (page) => {
    await page.getByRole('columnheader', { name: 'Task' }).click({ button: 'right' });
    await expect(page.getByRole('region', { name: 'Values of Task' }).getByText('fill-mask')).toBeVisible();
  } },
  { name: 'models: groups', show: async (page) => {
    await page.getByRole('menuitem', { name: 'Group by task' }).click();
    await expect(grid(page, 'Packages by task').getByText('fill-mask')).toBeVisible();
  } },
  { name: 'models: what a value can do', show: async (page) => {
    await page.keyboard.press('Escape');
    await grid(page, 'Packages').getByRole('gridcell', { name: 'fill-mask', exact: true }).first().click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: 'Only: fill-mask' })).toBeVisible();
  } },
  { name: 'models: columns', show: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await expect(page.getByRole('checkbox', { name: 'Datasets' })).toBeVisible();
  } },
  { name: 'compare', show: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Picked packages' }).getByRole('button', { name: 'Compare' }).click();
    await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible();
  } },
  { name: 'compare: only what differs', show: async (page) => {
    await page.keyboard.press('d');
    await expect(page.getByRole('checkbox', { name: 'Only what differs' })).toBeChecked();
    await expect(page.getByText('From records, cards, files and clones of this mirror')).toBeVisible();
  } },
  { name: 'compare: two commits', show: async (page) => {
    await goToAddress(page, '#/package/huggingface/bert-base-uncased/history');
    await grid(page, 'Commits').locator('[data-index]').last().click();
    await page.getByRole('link', { name: 'Compare with HEAD' }).click();
    await expect(page.getByRole('region', { name: 'Changed lines of the card' })).toBeVisible();
  } },
  { name: 'choosing: none', show: async (page) => {
    await goTo(page, 'Choosing');
    await expect(page.getByRole('heading', { name: 'No decision yet' })).toBeVisible();
  } },
  { name: 'choosing: add to a decision', show: async (page) => {
    await goToAddress(page, '#/package/huggingface/bert-base-uncased');
    await page.getByRole('button', { name: 'Add to a decision' }).click();
    await expect(page.getByRole('dialog', { name: 'Add to a decision' })).toBeVisible();
  } },
  { name: 'choosing: selection', show: async (page) => {
    await page.getByRole('textbox', { name: 'Title of a new decision' }).fill('Masks for tests');
    await page.keyboard.press('Enter');
    await page.getByRole('listitem', { name: 'bert-base-uncased' }).getByRole('button', { name: 'Taken' }).click();
    await expect(page.getByRole('textbox', { name: 'Why it is taken' })).toBeVisible();
  } },
  { name: 'choosing: assessment', show: async (page) => {
    await page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name: /^Reusability assessment/ }).click();
    await page.getByRole('textbox', { name: 'Size at most' }).fill('large');
    await expect(page.getByText('A size such as 500MB or 2GB.')).toBeVisible();
    await expect(page.getByText('The search that this makes')).toBeVisible();
  } },
  { name: 'choosing: evaluation', show: async (page) => {
    await page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name: /^Downstream evaluation/ }).click();
    const form = page.getByRole('form', { name: 'Record a result of bert-base-uncased' });
    await form.getByRole('textbox', { name: 'Metric' }).fill('accuracy');
    await form.getByRole('textbox', { name: 'Own result' }).fill('0.9');
    await form.getByRole('button', { name: 'Record' }).click();
    await expect(page.getByRole('button', { name: 'Remove the result accuracy 0.9' })).toBeVisible();
  } },
  { name: 'choosing: go on', show: async (page) => {
    await page.getByRole('button', { name: 'Go on to downstream evaluation…' }).click();
    await expect(page.getByRole('dialog', { name: 'Go on to downstream evaluation' })).toBeVisible();
    await page.getByRole('button', { name: 'Go on', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Steps so far' })).toBeVisible();
  } },
  { name: 'choosing: deployment', show: async (page) => {
    await page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name: /^Deployment/ }).click();
    await expect(page.getByRole('button', { name: 'Copy the exact version of bert-base-uncased' })).toBeVisible();
  } },
  { name: 'choosing: decisions', show: async (page) => {
    await goTo(page, 'Choosing');
    await expect(page.getByRole('link', { name: 'Masks for tests' })).toBeVisible();
  } },
  { name: 'models without a result', show: async (page) => {
    await goToAddress(page, '#/models?q=task:no-such-task');
    await expect(page.getByRole('heading', { name: 'No package meets all conditions' })).toBeVisible();
  } },
  { name: 'models: save as a view', show: async (page) => {
    await goToAddress(page, '#/models?q=license%3Amit');
    await page.getByRole('button', { name: /^Saved views/ }).click();
    await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
    await expect(page.getByRole('dialog', { name: 'Save as a view' })).toBeVisible();
  } },
  { name: 'models: saved views', show: async (page) => {
    await page.getByRole('textbox', { name: 'Name' }).fill('MIT only');
    await page.keyboard.press('Enter');
    await goToAddress(page, '#/models?q=license%3Amit+bert');
    await page.getByRole('button', { name: 'Saved views: MIT only, changed since saved' }).click();
    await expect(page.getByRole('menuitemradio', { name: /^MIT only \d+$/ })).toBeVisible();
  } },
  { name: 'saved views', show: async (page) => {
    await page.getByRole('menuitem', { name: 'Manage views…' }).click();
    await page.getByRole('button', { name: 'Rename MIT only' }).click();
    await expect(page.getByRole('textbox', { name: 'New name of MIT only' })).toBeVisible();
  } },
  { name: 'saved views: deleted', show: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Delete MIT only' }).click();
    await expect(page.getByText('Deleted the view MIT only')).toBeVisible();
    await page.getByRole('button', { name: 'Done' }).click();
  } },
  ...packageViews,
  { name: 'reach', show: async (page) => {
    await goTo(page, 'Reach');
    await expect(page.getByRole('img', { name: /^Rank plot/ })).toBeVisible();
  } },
  { name: 'reach: aliases', show: async (page) => {
    await page.getByRole('button', { name: 'Aliases…' }).click();
    await expect(page.getByRole('dialog', { name: 'Aliases of maintainers' }).getByRole('list').first()).toBeVisible();
  } },
  { name: 'reach: merge', show: async (page) => {
    await page.getByRole('button', { name: /^Merge .* and others$/ }).first().click();
    await expect(page.getByRole('dialog', { name: 'Merge maintainers' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
  } },
  { name: 'reach: graph', show: async (page) => {
    await grid(page, 'Maintainers by reach').getByTitle('ada@example.org').click();
    await expect(page.getByRole('img', { name: /^Graph of/ })).toBeVisible();
  } },
  { name: 'reach: a node and what can be done with it', show: async (page) => {
    await page.getByRole('application').focus();
    await page.keyboard.press('Home');
    await expect(page.getByRole('complementary', { name: 'Chosen node' })).toBeVisible();
  } },
  { name: 'reach: menu of a node', show: async (page) => {
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menuitem', { name: 'Together' })).toBeVisible();
  } },
  { name: 'reach: find in the picture', show: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Find in the picture, or go to' }).fill('bert');
    await expect(page.getByRole('group', { name: 'Elsewhere in the mirror' }).getByRole('option').first()).toBeVisible();
  } },
  { name: 'reach: nodes', show: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await expect(grid(page, 'Nodes of the graph').getByText('Chosen')).toBeVisible();
    await page.getByRole('button', { name: 'Picture', exact: true }).click();
  } },
  { name: 'reach: what counts', show: async (page) => {
    await page.getByRole('button', { name: 'What counts' }).click();
    await expect(page.getByRole('checkbox', { name: /^Datasets/ })).toBeVisible();
  } },
  { name: 'reach: lineage', show: async (page) => {
    await page.keyboard.press('Escape');
    await goToAddress(page, '#/reach/direct?picture=lineage&node=package%3Ahuggingface%2Fbert-base-uncased%230');
    await expect(page.getByRole('img', { name: /^Graph of Lineage/ })).toBeVisible();
  } },
  { name: 'reach: what if', show: async (page) => {
    await goToAddress(page, '#/reach/direct?picture=what-if&node=package%3Ahuggingface%2Fbert-base-uncased%230');
    await expect(page.getByRole('region', { name: 'What is reached' })).toContainText('Downloads');
  } },
  { name: 'reach: map', show: async (page) => {
    await goToAddress(page, '#/reach/direct?picture=map');
    await expect(page.getByRole('heading', { level: 2, name: 'Map' })).toBeVisible();
  } },
  { name: 'problems', show: async (page) => {
    await goTo(page, 'Problems');
    await expect(grid(page, 'Problems').locator('[data-index]').first()).toBeVisible();
  } },
  { name: 'notes: none', show: async (page) => {
    await goTo(page, 'Notes');
    await expect(page.getByRole('heading', { name: 'No notes yet' })).toBeVisible();
  } },
  { name: 'package: notes and tags', show: async (page) => {
    await goToAddress(page, '#/package/huggingface/bert-base-uncased');
    await page.getByRole('combobox', { name: 'Add a tag' }).fill('candidate');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Note' }).fill('Trains on one GPU.');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText(/^Saved \d/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove the tag candidate' })).toBeVisible();
  } },
  { name: 'package: tags in use', show: async (page) => {
    await goToAddress(page, '#/package/huggingface/gpt2');
    await expect(page.getByText('Nothing written yet')).toBeVisible();
    await page.getByRole('combobox', { name: 'Add a tag' }).fill('cand');
    await expect(page.getByRole('option', { name: /^candidate/ })).toBeVisible();
  } },
  { name: 'notes', show: async (page) => {
    await goTo(page, 'Notes');
    await expect(grid(page, 'Packages with notes or tags').getByRole('link', { name: 'bert-base-uncased' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^candidate/ })).toBeVisible();
  } },
  { name: 'notes: import', show: async (page) => {
    await page.getByRole('button', { name: 'Import…' }).click();
    await expect(page.getByRole('dialog', { name: 'Import notes and tags' })).toBeVisible();
  } },
  { name: 'measures', show: async (page) => {
    await page.keyboard.press('Escape');
    await goTo(page, 'Measures');
    await expect(page.getByRole('link', { name: /^Claims by task/ })).toBeVisible();
  } },
  { name: 'measure: a chart, and a bar of it', show: async (page) => {
    await goToAddress(page, '#/measures/claims-by-task?vs=q%3Ahub%3Ahuggingface');
    const bars = page.getByRole('application', { name: /^Packages with a claim, by rule/ });
    await bars.getByRole('link').first().focus();
    await expect(page.getByRole('region', { name: 'Differences from hub:huggingface' }).first()).toBeVisible();
  } },
  { name: 'measure: its data', show: async (page) => {
    await page.getByRole('button', { name: 'Table' }).first().click();
    await expect(grid(page, 'Packages with a claim, by rule, data')).toBeVisible();
  } },
  { name: 'measure: save the chart', show: async (page) => {
    await page.getByRole('button', { name: 'Save…' }).first().click();
    await expect(page.getByRole('img', { name: /^Preview/ })).toBeVisible();
  } },
  { name: 'dashboards: health', show: async (page) => {
    await page.keyboard.press('Escape');
    await goToAddress(page, '#/dashboards/health');
    await expect(page.getByRole('application', { name: /^Downloads by rank/ })).toBeVisible();
  } },
  { name: 'dashboards: arranged', show: async (page) => {
    await page.getByRole('button', { name: 'Copy to arrange' }).click();
    await page.getByRole('button', { name: 'Arrange', exact: true }).click();
    await expect(page.getByRole('button', { name: /^Move Hubs back/ })).toBeVisible();
  } },
  { name: 'subsets: none', show: async (page) => {
    await page.keyboard.press('Escape');
    await goTo(page, 'Subsets');
    await expect(page.getByRole('heading', { name: 'No subsets yet' })).toBeVisible();
  } },
  { name: 'subsets: sample', show: async (page) => {
    await page.getByRole('button', { name: 'Sample…' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Draw a sample' });
    await dialog.getByRole('combobox', { name: 'How it is drawn' }).selectOption('equal');
    await dialog.getByRole('textbox', { name: 'Packages', exact: true }).fill('4');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Pilot');
    await expect(dialog.getByText('4 packages')).toBeVisible();
  } },
  { name: 'subsets', show: async (page) => {
    await page.getByRole('dialog', { name: 'Draw a sample' }).getByRole('button', { name: 'Save' }).click();
    await page.getByRole('navigation', { name: 'Subsets' }).getByRole('link', { name: 'Pilot' }).click();
    await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
    await expect(page.getByText(/The same 4 packages/)).toBeVisible();
  } },
  { name: 'subsets: list of a file', show: async (page) => {
    await page.getByRole('button', { name: 'Import a list…' }).click();
    await expect(page.getByRole('dialog', { name: 'Import a list' })).toBeVisible();
  } },
  { name: 'export', show: async (page) => {
    await page.keyboard.press('Escape');
    await goTo(page, 'Export');
    await expect(page.getByRole('radio', { name: /CSV/ })).toBeChecked();
  } },
  overlay('open dialog', 'ControlOrMeta+o', 'Open your mirror'),
  overlay('palette', 'ControlOrMeta+k', 'Find a command or package'),
  { name: 'palette: what cannot be done now', show: async (page) => {
    await page.keyboard.type('package');
    await expect(page.getByRole('option', { name: /^Package: files/ })).toHaveAttribute('aria-disabled', 'true');
  } },
  overlay('shortcuts', '?', 'Keyboard shortcuts'),
  { name: 'shortcuts: keys in use', show: async (page) => {
    await page.getByRole('button', { name: 'Change the keys of Models', exact: true }).click();
    for (const key of ['g', 'r']) await page.keyboard.press(key);
    await expect(page.getByText('G R is used by Reach.')).toBeVisible();
  } },
];
