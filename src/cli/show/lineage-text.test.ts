import { describe, expect, it } from 'vitest';
import { drawGraph } from '../../core/reach/network/draw.ts';
import { argumentsOf, openWorld } from '../../core/reach/network/testing.ts';
import { lineageText } from './lineage-text.ts';

describe('lineageText', () => {
  it('prints bases above and what was made below, tells what is met twice once, and marks conflicts', () => {
    const open = openWorld({
      packages: [
        { name: 'root', license: 'GPL-3.0-only' },
        { name: 'left', bases: [{ base: 'root', relation: 'finetune' }] },
        { name: 'right', license: 'MIT', bases: [{ base: 'root', relation: 'adapter' }] },
        { name: 'both', bases: [{ base: 'left', relation: 'merge' }, { base: 'right', relation: 'merge' }, { base: 'gone\u001b[2J' }] },
        { name: 'last', bases: [{ base: 'both', relation: 'quantized' }] },
      ],
    });
    const lineage = (name: string): string => lineageText(drawGraph(open.context, argumentsOf('graph.draw', { picture: { view: 'lineage', node: `package:huggingface/${name}#0`, up: 9, down: 9 } })));
    expect(lineage('root').split('\n')).toEqual([
      'root  (GPL-3.0-only)', '  left  (finetune)', '    both  (merge)', '      last  (quantized)', '  right  (adapter, MIT) !', '    both  (merge) …', '', '! root and right: GPL-3.0-only of the base asks for the same licence, not MIT.',
    ]);
    expect(lineage('last').split('\n').slice(0, 7)).toEqual([
      '  gone\\u{1b}[2J  (base, not in this mirror)', 'root  (adapter, GPL-3.0-only) ! …', '  right  (merge, MIT)', 'root  (finetune, GPL-3.0-only)', '  left  (merge)', '    both  (quantized)', '      last',
    ]);
    open.close();
  });
});
