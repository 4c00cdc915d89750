import { common, createLowlight } from 'lowlight';
import { element, type CardNode } from './card-node.ts';
import { hiddenLabel, splitHidden } from '../../../../../shared/text/hidden-characters.ts';

/** Longer code is shown without colours. */
const maxColoured = 20_000;
const maxTokens = 4000;
const maxDepth = 12;

const lowlight = createLowlight(common);
// What cards write behind their fences.
lowlight.registerAlias({ python: ['py3', 'python3', 'ipython'], bash: ['console-script', 'sh-session'], json: ['jsonl', 'json5', 'jsonc'] });

/** Kinds of tokens that have a colour, by the first word of highlight.js's class. */
const tokens: ReadonlySet<string> = new Set([
  'keyword', 'built_in', 'type', 'literal', 'number', 'string', 'regexp', 'subst', 'symbol', 'variable', 'title', 'params', 'comment', 'doctag', 'meta', 'attr', 'attribute', 'name', 'tag', 'section', 'bullet',
  'code', 'link', 'quote', 'addition', 'deletion', 'operator', 'property', 'selector-tag', 'selector-class', 'selector-id', 'prompt', 'char',
]);

interface HighlightNode {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly HighlightNode[];
}

/** Code with its tokens marked, where its language is known and it is not too long. */
export function colouredCode(code: string, language: string | null): CardNode[] {
  const name = (language ?? '').toLowerCase().replace(/^\{?\.?|[\s,{}:].*$/gs, '');
  if (name === '' || code.length > maxColoured || !lowlight.registered(name)) return plainCode(code);
  try {
    const budget = { left: maxTokens };
    const { children } = lowlight.highlight(name, code) as unknown as HighlightNode;
    const nodes = nodesOf(children ?? [], maxDepth, budget);
    return budget.left < 0 ? plainCode(code) : nodes;
  } catch {
    return plainCode(code);
  }
}

/** Text with what is hidden in it marked. */
export function plainCode(code: string): CardNode[] {
  return splitHidden(code).map((piece) => (piece.kind === 'text' ? piece.text : element('hidden', [hiddenLabel(piece)])));
}

function nodesOf(nodes: readonly HighlightNode[], depth: number, budget: { left: number }): CardNode[] {
  return nodes.flatMap((node): CardNode[] => {
    if (node.value !== undefined) return plainCode(node.value);
    budget.left -= 1;
    if (depth === 0 || budget.left < 0) return plainCode(wholeText(node));
    const children = nodesOf(node.children ?? [], depth - 1, budget);
    const [first] = Array.isArray(node.properties?.className) ? (node.properties.className as unknown[]) : [];
    const token = typeof first === 'string' ? first.replace(/^hljs-/, '') : '';
    return tokens.has(token) ? [element('span', children, { token })] : children;
  });
}

function wholeText({ value, children }: HighlightNode): string {
  return value ?? (children ?? []).map(wholeText).join('');
}
