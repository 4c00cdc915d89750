import { ImageOff } from 'lucide-react';
import { type ComponentProps, memo, useMemo } from 'react';
import Markdown, { type Components } from 'react-markdown';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { openLink } from './links.ts';
import styles from './card.module.css';

type Schema = NonNullable<Parameters<typeof rehypeSanitize>[0]>;

// Stricter than the default: no classes, no ids of the card's own, no forms.
const schema: Schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => name !== 'input' && name !== 'picture' && name !== 'source'),
  attributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    td: ['align', 'colSpan', 'rowSpan'],
    th: ['align', 'colSpan', 'rowSpan', 'scope'],
    ol: ['start'],
    details: ['open'],
  },
  protocols: { href: ['https', 'http', 'mailto'], src: ['https', 'http', 'data'] },
};

// Raw HTML first, then the sanitiser over all of it: the order is what makes it safe.
const rehypePlugins: ComponentProps<typeof Markdown>['rehypePlugins'] = [rehypeRaw, [rehypeSanitize, schema]];
const remarkPlugins = [remarkGfm];

interface CardMarkdownProps {
  readonly text: string;
  /** Images of the clone by the address that the card uses. */
  readonly images: Readonly<Record<string, string>>;
}

export const CardMarkdown = memo(function CardMarkdown({ text, images }: CardMarkdownProps) {
  const components = useMemo(() => componentsFor(images), [images]);
  return (
    <article className={styles.card}>
      <Markdown remarkPlugins={remarkPlugins} rehypePlugins={rehypePlugins} components={components} urlTransform={(url) => url}>
        {text}
      </Markdown>
    </article>
  );
});

function componentsFor(images: Readonly<Record<string, string>>): Components {
  return {
    // Headings of the card stand below the page's own.
    h1: ({ children }) => <h2>{children}</h2>,
    h2: ({ children }) => <h3>{children}</h3>,
    h3: ({ children }) => <h4>{children}</h4>,
    h4: ({ children }) => <h5>{children}</h5>,
    a: ({ href, children }) => {
      if (!href || href.startsWith('#')) return <span>{children}</span>;
      return (
        <button type="button" className={styles.link} title={href} onClick={() => void openLink(href)}>
          {children}
        </button>
      );
    },
    img: ({ src, alt }) => {
      const address = typeof src === 'string' ? src : '';
      const found = Object.hasOwn(images, address) ? images[address] : undefined;
      if (found?.startsWith('data:image/')) return <img src={found} alt={alt ?? ''} />;
      return (
        <span className={styles.noImage} title={address}>
          <ImageOff size={14} strokeWidth={1.7} aria-hidden />
          {alt || 'Image'}
          <code>{address.startsWith('data:') ? 'embedded data, not shown' : address}</code>
        </span>
      );
    },
    table: ({ children }) => (
      <div className={styles.tableScroll}>
        <table>{children}</table>
      </div>
    ),
  };
}
