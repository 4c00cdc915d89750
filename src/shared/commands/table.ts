import { hubs } from '../domain/index.ts';

/** A menu of the desktop window, and a heading of the palette. */
export const commandGroups = ['File', 'Edit', 'View', 'Go', 'Mirror', 'Help'] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** Where commands apply, with the heading that they are listed under. */
export const commandPlaces = {
  everywhere: 'Everywhere',
  models: 'In the list of models',
  package: 'On the page of a package',
  reach: 'In Reach',
  problems: 'In the list of problems',
  notes: 'In the list of notes',
  compare: 'In Compare',
} as const;
export type CommandPlace = keyof typeof commandPlaces;

export interface CommandDescriptor {
  /** `edit.undo` and `edit.redo` take the place of the platform's: chosen in the menu, they act on the text field that has the focus. */
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** The submenu that it stands in. */
  readonly part?: string;
  /** Keys as they come, the ones shown first: "Mod+K" (Ctrl, on macOS Command), "?", or keys one after the other: "G M". */
  readonly keys?: readonly string[];
  /** `everywhere` is bound by `app/commands.ts`, anything else by the view that is on screen with `useCommands`. */
  readonly where: CommandPlace;
}

const hubCommands = hubs.map(({ id, title }) => ({ id: `hub.${id}`, title: `Models of ${title}`, group: 'Go', part: 'Hubs', where: 'everywhere' }) as const);

/** Every command of the window, in the order of the palette and the list of shortcuts. Menu, palette, keyboard, list of shortcuts and docs/shortcuts.md are made from this table. */
export const commands = [
  { id: 'palette', title: 'Find a command or package', group: 'Go', keys: ['Mod+K'], where: 'everywhere' },
  { id: 'edit.undo', title: 'Undo', group: 'Edit', keys: ['Mod+Z'], where: 'everywhere' },
  { id: 'edit.redo', title: 'Redo', group: 'Edit', keys: ['Mod+Shift+Z'], where: 'everywhere' },
  { id: 'go.back', title: 'Back', group: 'Go', keys: ['Alt+ArrowLeft'], where: 'everywhere' },
  { id: 'go.forward', title: 'Forward', group: 'Go', keys: ['Alt+ArrowRight'], where: 'everywhere' },
  { id: 'go.overview', title: 'Overview', group: 'Go', keys: ['G O'], where: 'everywhere' },
  { id: 'go.models', title: 'Models', group: 'Go', keys: ['G M'], where: 'everywhere' },
  { id: 'go.reach', title: 'Reach', group: 'Go', keys: ['G R'], where: 'everywhere' },
  { id: 'go.map', title: 'Reach: map of all packages', group: 'Go', keys: ['G W'], where: 'everywhere' },
  { id: 'go.together', title: 'Reach: who works with whom', group: 'Go', where: 'everywhere' },
  { id: 'go.problems', title: 'Problems', group: 'Go', keys: ['G P'], where: 'everywhere' },
  { id: 'go.measures', title: 'Measures', group: 'Go', keys: ['G A'], where: 'everywhere' },
  { id: 'go.health', title: 'Measures: how healthy is this mirror?', group: 'Go', keys: ['G H'], where: 'everywhere' },
  { id: 'go.notes', title: 'Notes', group: 'Go', keys: ['G N'], where: 'everywhere' },
  { id: 'go.subsets', title: 'Subsets', group: 'Go', keys: ['G S'], where: 'everywhere' },
  { id: 'go.choosing', title: 'Choosing', group: 'Go', keys: ['G C'], where: 'everywhere' },
  { id: 'go.export', title: 'Export', group: 'Go', keys: ['G E'], where: 'everywhere' },
  { id: 'go.search', title: 'Search models', group: 'Go', keys: ['/'], where: 'everywhere' },
  ...hubCommands,
  { id: 'package.overview', title: 'Package: overview', group: 'Go', part: 'Package', keys: ['1'], where: 'package' },
  { id: 'package.card', title: 'Package: model card', group: 'Go', part: 'Package', keys: ['2'], where: 'package' },
  { id: 'package.files', title: 'Package: files', group: 'Go', part: 'Package', keys: ['3'], where: 'package' },
  { id: 'package.weights', title: 'Package: weights', group: 'Go', part: 'Package', keys: ['4'], where: 'package' },
  { id: 'package.history', title: 'Package: history', group: 'Go', part: 'Package', keys: ['5'], where: 'package' },
  { id: 'package.signatures', title: 'Package: signatures', group: 'Go', part: 'Package', keys: ['6'], where: 'package' },
  { id: 'package.claims', title: 'Package: claims', group: 'Go', part: 'Package', keys: ['7'], where: 'package' },
  { id: 'package.raw', title: 'Package: raw record', group: 'Go', part: 'Package', keys: ['8'], where: 'package' },
  { id: 'package.lineage', title: 'Package: lineage as a picture', group: 'Go', part: 'Package', keys: ['L'], where: 'package' },
  { id: 'package.bill', title: 'Package: save its bill of materials', group: 'File', where: 'package' },
  { id: 'package.addToDecision', title: 'Package: add to a decision', group: 'Edit', where: 'package' },
  { id: 'package.reach', title: 'Package: what depends on it', group: 'Go', part: 'Package', keys: ['R'], where: 'package' },

  { id: 'models.saveView', title: 'Save the search as a view', group: 'View', part: 'Saved views', keys: ['Mod+S'], where: 'models' },
  { id: 'views.manage', title: 'Manage saved views', group: 'View', part: 'Saved views', where: 'everywhere' },
  { id: 'models.saveSubset', title: 'Save the search as a subset', group: 'Edit', part: 'Subsets', keys: ['Mod+Shift+S'], where: 'models' },
  { id: 'models.pickedSubset', title: 'Save the picked packages as a subset', group: 'Edit', part: 'Subsets', where: 'models' },
  { id: 'graph.subset', title: 'Save the chosen packages as a subset', group: 'Edit', part: 'Subsets', where: 'reach' },
  { id: 'subsets.sample', title: 'Draw a sample…', group: 'Edit', part: 'Subsets', where: 'everywhere' },
  { id: 'subsets.combine', title: 'Combine subsets…', group: 'Edit', part: 'Subsets', where: 'everywhere' },
  { id: 'subsets.importList', title: 'Make a subset of a list in a file…', group: 'Edit', part: 'Subsets', where: 'everywhere' },
  { id: 'keys.manage', title: 'Manage signing keys', group: 'Edit', where: 'everywhere' },
  { id: 'edit.copyLink', title: 'Copy link to what is shown', group: 'Edit', where: 'everywhere' },
  { id: 'edit.clearRecent', title: 'Clear recent searches and packages', group: 'Edit', where: 'everywhere' },

  { id: 'models.goToRow', title: 'Go to row…', group: 'Go', part: 'Models', keys: ['Mod+G'], where: 'models' },
  { id: 'models.copyTable', title: 'Copy as a table for a spreadsheet', group: 'Edit', part: 'Copy packages', where: 'models' },
  { id: 'models.copyMarkdown', title: 'Copy as a Markdown table', group: 'Edit', part: 'Copy packages', where: 'models' },
  { id: 'models.copyJson', title: 'Copy as JSON', group: 'Edit', part: 'Copy packages', where: 'models' },
  { id: 'models.copyBibtex', title: 'Copy as BibTeX', group: 'Edit', part: 'Copy packages', where: 'models' },
  { id: 'models.copyPurl', title: 'Copy as package URLs', group: 'Edit', part: 'Copy packages', where: 'models' },
  { id: 'models.pickAll', title: 'Pick all results', group: 'Edit', part: 'Picked packages', where: 'models' },
  { id: 'models.pickNone', title: 'Pick none', group: 'Edit', part: 'Picked packages', where: 'models' },
  { id: 'models.compare', title: 'Compare the picked packages', group: 'Edit', part: 'Picked packages', keys: ['C'], where: 'models' },
  { id: 'models.addToDecision', title: 'Add the picked packages to a decision', group: 'Edit', part: 'Picked packages', where: 'models' },
  { id: 'models.export', title: 'Export the picked packages', group: 'Edit', part: 'Picked packages', where: 'models' },
  { id: 'models.filters', title: 'Show or hide the filters', group: 'View', part: 'Models', keys: ['F'], where: 'models' },
  { id: 'models.details', title: 'Show or hide the details', group: 'View', part: 'Models', keys: ['I'], where: 'models' },
  { id: 'models.standardColumns', title: 'Back to the standard columns', group: 'View', part: 'Models', where: 'models' },

  { id: 'graph.find', title: 'Find in the picture', group: 'Edit', part: 'Picture of reach', keys: ['F'], where: 'reach' },
  { id: 'graph.open', title: 'Open the chosen node', group: 'Go', part: 'Picture of reach', where: 'reach' },
  { id: 'graph.expand', title: 'Expand the chosen node', group: 'Edit', part: 'Picture of reach', keys: ['E'], where: 'reach' },
  { id: 'graph.collapse', title: 'Collapse or fold the chosen node', group: 'Edit', part: 'Picture of reach', keys: ['C'], where: 'reach' },
  { id: 'graph.only', title: 'Focus on the chosen nodes, or end that', group: 'Edit', part: 'Picture of reach', keys: ['O'], where: 'reach' },
  { id: 'graph.pin', title: 'Pin the chosen nodes, or no longer', group: 'Edit', part: 'Picture of reach', keys: ['P'], where: 'reach' },
  { id: 'graph.hide', title: 'Hide the chosen nodes', group: 'Edit', part: 'Picture of reach', keys: ['H'], where: 'reach' },
  { id: 'graph.showHidden', title: 'Show hidden nodes', group: 'Edit', part: 'Picture of reach', keys: ['Shift+H'], where: 'reach' },
  { id: 'graph.connect', title: 'Why is the chosen node connected to…', group: 'Edit', part: 'Picture of reach', keys: ['W'], where: 'reach' },
  { id: 'graph.takeOver', title: 'What if the chosen nodes are taken over', group: 'Edit', part: 'Picture of reach', where: 'reach' },
  { id: 'graph.lose', title: 'What if the chosen nodes are lost', group: 'Edit', part: 'Picture of reach', where: 'reach' },
  { id: 'graph.lasso', title: 'Choose with a lasso, or no longer', group: 'View', part: 'Picture of reach', keys: ['L'], where: 'reach' },
  { id: 'graph.arrange', title: 'Lay the picture out anew', group: 'View', part: 'Picture of reach', keys: ['A'], where: 'reach' },
  { id: 'graph.fit', title: 'Show the whole picture', group: 'View', part: 'Picture of reach', keys: ['0'], where: 'reach' },
  { id: 'graph.table', title: 'Picture or table', group: 'View', part: 'Picture of reach', keys: ['T'], where: 'reach' },
  { id: 'graph.fill', title: 'Only the picture, or the ranking beside it', group: 'View', part: 'Picture of reach', keys: ['B'], where: 'reach' },
  { id: 'graph.time', title: 'Play by commit date', group: 'View', part: 'Picture of reach', where: 'reach' },
  { id: 'graph.export', title: 'Save the picture…', group: 'File', keys: ['X'], where: 'reach' },

  { id: 'compare.onlyDifferent', title: 'Compare: only what differs, or all', group: 'View', part: 'Compare', keys: ['D'], where: 'compare' },
  { id: 'compare.copyMarkdown', title: 'Copy the comparison as a Markdown table', group: 'Edit', part: 'Compare', where: 'compare' },
  { id: 'compare.copyCsv', title: 'Copy the comparison as CSV', group: 'Edit', part: 'Compare', where: 'compare' },
  { id: 'compare.addToDecision', title: 'Add what is compared to a decision', group: 'Edit', part: 'Compare', where: 'compare' },

  { id: 'mirror.open', title: 'Open your mirror…', group: 'File', keys: ['Mod+O'], where: 'everywhere' },
  { id: 'mirror.openSample', title: 'Open the sample mirror', group: 'File', where: 'everywhere' },

  { id: 'measured.manage', title: 'Measured results…', group: 'File', where: 'everywhere' },

  { id: 'mirror.refresh', title: 'Refresh: read what changed', group: 'Mirror', keys: ['G F'], where: 'everywhere' },
  { id: 'mirror.rebuild', title: 'Rebuild the index', group: 'Mirror', where: 'everywhere' },
  { id: 'peatmoss.manage', title: 'PeaTMOSS database…', group: 'Mirror', where: 'everywhere' },

  { id: 'view.themeSystem', title: 'Theme: as the system', group: 'View', part: 'Theme', where: 'everywhere' },
  { id: 'view.themeLight', title: 'Theme: light', group: 'View', part: 'Theme', where: 'everywhere' },
  { id: 'view.themeDark', title: 'Theme: dark', group: 'View', part: 'Theme', where: 'everywhere' },
  { id: 'view.themeContrast', title: 'Theme: high contrast', group: 'View', part: 'Theme', where: 'everywhere' },
  { id: 'view.rowsComfortable', title: 'Rows: comfortable', group: 'View', part: 'Rows', where: 'everywhere' },
  { id: 'view.rowsCompact', title: 'Rows: compact', group: 'View', part: 'Rows', where: 'everywhere' },

  { id: 'help.shortcuts', title: 'Keyboard shortcuts', group: 'Help', keys: ['?'], where: 'everywhere' },
] as const satisfies readonly CommandDescriptor[];

type Row = (typeof commands)[number];
export type CommandId = Row['id'];
/** Commands of the whole window. */
export type WindowCommandId = Extract<Row, { where: 'everywhere' }>['id'];
/** Commands that a view brings along. */
export type ViewCommandId = Exclude<CommandId, WindowCommandId>;

const byId: ReadonlyMap<string, CommandDescriptor & { readonly id: CommandId }> = new Map(commands.map((command) => [command.id, command]));

export function isCommandId(id: unknown): id is CommandId {
  return typeof id === 'string' && byId.has(id);
}

export function commandById(id: CommandId): CommandDescriptor & { readonly id: CommandId } {
  const command = byId.get(id);
  if (!command) throw new Error(`No command has the id ${id}`);
  return command;
}

/** Choices of the palette that are remembered. */
export const recentLength = 12;

/** Keys that work inside one part of the window and cannot be changed; listed with the commands. */
export const fixedKeys: readonly { readonly keys: string; readonly title: string; readonly where: string }[] = [
  { keys: 'ArrowUp ArrowDown', title: 'Row before, row after', where: 'In a table' },
  { keys: 'PageUp PageDown', title: 'Screen before, screen after', where: 'In a table' },
  { keys: 'Home End', title: 'First row, last row', where: 'In a table' },
  { keys: 'Enter', title: 'Open the row', where: 'In a table' },
  { keys: 'ArrowLeft ArrowRight', title: 'Cell before, cell after', where: 'In the table of models' },
  { keys: 'Space', title: 'Pick the row, or no longer', where: 'In the table of models' },
  { keys: 'Shift+ArrowUp Shift+ArrowDown', title: 'Pick the rows on the way', where: 'In the table of models' },
  { keys: 'Mod+A', title: 'Pick all rows, or none', where: 'In the table of models' },
  { keys: 'Mod+C', title: 'Copy the picked rows, or this one', where: 'In the table of models' },
  { keys: 'Shift+F10', title: 'What can be done with the value', where: 'In the table of models' },
  { keys: 'Alt+ArrowDown', title: 'What a column holds, and what can be done with it', where: 'On a header of the table of models' },
  { keys: 'Shift+Enter', title: 'Sort by the column next', where: 'On a header of the table of models' },
  { keys: 'ArrowDown', title: 'Go to the rows', where: 'In the search box' },
  { keys: 'ArrowRight ArrowLeft', title: 'Open the folder, close it', where: 'In a tree of files' },
  { keys: 'Mod+Enter', title: 'Save the note', where: 'In a note' },
  { keys: 'Backspace', title: 'Remove the last tag, in an empty tag box', where: 'In a note' },
  { keys: 'Alt+Click', title: 'Exclude the value', where: 'In the filters' },
  { keys: '-', title: 'Exclude the value, or take that back', where: 'In the filters' },
  { keys: 'ArrowUp ArrowDown', title: 'Value before, value after', where: 'In the filters' },
  { keys: 'ArrowLeft ArrowRight', title: 'Move an end by one bar', where: 'In the filters' },
  { keys: 'PageUp PageDown', title: 'Move an end by 5 bars', where: 'In the filters' },
  { keys: 'Home End', title: 'Move an end all the way', where: 'In the filters' },
  { keys: 'ArrowUp ArrowDown', title: 'To the nearest node above, below: first among those that a tie leads to', where: 'In a picture of reach' },
  { keys: 'ArrowLeft ArrowRight', title: 'To the nearest node on the left, on the right', where: 'In a picture of reach' },
  { keys: 'Home', title: 'To the node that the picture is about', where: 'In a picture of reach' },
  { keys: 'Enter', title: 'Open the node: a package, or the picture of another', where: 'In a picture of reach' },
  { keys: 'Space', title: 'Choose the node, or no longer', where: 'In a picture of reach' },
  { keys: 'Shift+F10', title: 'What can be done with the node', where: 'In a picture of reach' },
  { keys: 'Escape', title: 'Choose none', where: 'In a picture of reach' },
  { keys: 'ArrowUp ArrowDown', title: 'Bar before, bar after; the line above, below', where: 'In a chart of a measure' },
  { keys: 'ArrowLeft ArrowRight', title: 'Bar or point before, after', where: 'In a chart of a measure' },
  { keys: 'Home End', title: 'First, last', where: 'In a chart of a measure' },
  { keys: 'Enter', title: 'The packages behind it', where: 'In a chart of a measure' },
  { keys: 'C', title: 'Copy a line for a paper', where: 'In a chart of a measure' },
  { keys: 'Escape', title: 'Close what is open', where: 'Everywhere' },
];
