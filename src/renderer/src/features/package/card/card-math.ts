import { renderToString } from 'katex';
import { element, isMathTag, mathAttributes, type CardElement, type CardNode } from './card-node.ts';
import { htmlTokens } from './html-tokens.ts';

/** Characters of one formula, levels of its tree, and times that macros may be expanded in it. */
const maxLength = 3000;
const maxDepth = 60;
const maxExpansions = 300;
/** In em: `\rule{9999em}{9999em}` would push the card out of sight. */
const maxSize = 12;
/** Nodes of one formula. */
const maxNodes = 2000;

/** TeX as MathML, which needs neither fonts nor styles of its own; as it is written where it cannot be laid out. */
export function formula(tex: string, isDisplay: boolean): CardElement {
  return (tex.length > maxLength ? null : mathOf(tex, isDisplay)) ?? element('formula', [tex]);
}

function mathOf(tex: string, isDisplay: boolean): CardElement | null {
  try {
    const markup = renderToString(tex, { output: 'mathml', displayMode: isDisplay, throwOnError: true, strict: 'ignore', trust: false, maxExpand: maxExpansions, maxSize, macros: {} });
    return treeOf(markup);
  } catch {
    // Errors of TeX, expansions beyond the limit, and groups too deep for the parser's recursion.
    return null;
  }
}

function treeOf(markup: string): CardElement | null {
  const root: CardNode[] = [];
  const stack: { readonly name: string; readonly children: CardNode[] | null }[] = [];
  let nodes = 0;
  for (const token of htmlTokens(markup)) {
    const children = stack.length === 0 ? root : (stack.at(-1)?.children ?? null);
    if (token.kind === 'text') children?.push(token.text);
    else if (token.kind === 'close') stack.pop();
    else {
      nodes += 1;
      if (nodes > maxNodes || stack.length > maxDepth) return null;
      const { name } = token;
      if (children !== null && isMathTag(name)) {
        const kept = [...token.attributes].filter(([key]) => mathAttributes.has(key));
        const made = element(name, [], kept.length === 0 ? {} : { math: Object.fromEntries(kept) });
        children.push(made);
        stack.push({ name, children: made.children });
        // KaTeX's wrapping <span> goes, and the TeX source that it adds for machines.
      } else stack.push({ name, children: name === 'span' ? children : null });
    }
  }
  const [math] = root;
  return typeof math === 'object' ? math : null;
}
