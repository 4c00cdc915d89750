import { decisionLimits } from '../../../../shared/domain/index.ts';
import type { CopyFormat } from '../../../../shared/table/index.ts';
import { compareRoute, navigate } from '../../app/route.ts';
import { type Handler, useCommands } from '../../app/use-commands.ts';
import { keepAsSubset, showSubsetsDialog } from '../subsets/store.ts';
import { mostCompared } from '../../../../shared/contract/compare-limits.ts';
import { showChoosingDialog } from '../choosing/store.ts';
import { changeLayout, standardLayout, useLayout } from './layout.ts';
import { clearPicked, pickAll, pickedKeys, useSelection } from './selection.ts';

interface ResultCommands {
  readonly mirror: string;
  readonly query: string;
  readonly total: number;
  readonly copyAs: (format: CopyFormat) => () => void;
  readonly openGoTo: () => void;
}

/** What the window's commands do with the result on screen. */
export function useResultCommands({ mirror, query, total, copyAs, openGoTo }: ResultCommands): void {
  const count = useSelection((state) => state.count);
  const isStandard = useLayout((state) => state.layout === standardLayout);
  const withRows = (run: () => void): Handler => (total > 0 ? run : 'No package was found');
  const withPicked = (run: () => void): Handler => (count > 0 ? run : 'No package is picked');
  useCommands({
    'models.goToRow': withRows(openGoTo),
    'models.copyTable': withRows(copyAs('tsv')),
    'models.copyMarkdown': withRows(copyAs('markdown')),
    'models.copyJson': withRows(copyAs('json')),
    'models.copyBibtex': withRows(copyAs('bibtex')),
    'models.copyPurl': withRows(copyAs('purl')),
    'models.pickAll': withRows(() => void pickAll(mirror, query, total)),
    'models.pickNone': withPicked(clearPicked),
    'models.compare': count >= 2 && count <= mostCompared ? () => navigate(compareRoute(pickedKeys())) : `Two to ${mostCompared} packages can be compared; ${count === 0 ? 'none is' : count === 1 ? 'one is' : `${count} are`} picked`,
    'models.addToDecision': count > decisionLimits.candidates ? `A decision has ${decisionLimits.candidates} candidates at most` : withPicked(() => showChoosingDialog({ kind: 'add', packages: pickedKeys() })),
    'models.export': withPicked(() => navigate({ view: 'export', query: '', picked: true })),
    'models.saveSubset': () => showSubsetsDialog({ kind: 'save', definition: { kind: 'query', query } }),
    'models.pickedSubset': withPicked(() => keepAsSubset(pickedKeys())),
    'models.standardColumns': isStandard ? 'The columns are the standard ones' : () => changeLayout(() => standardLayout),
  });
}
