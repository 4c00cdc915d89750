import { ChartNoAxesColumnDecreasing, FolderOpen, type LucideIcon, Package, Search } from 'lucide-react';
import { openPanel } from '../../app/panels.ts';
import { modelsAddress, packageAddress, printRoute } from '../../app/route.ts';
import styles from './sample-intro.module.css';

interface Step {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly href: string;
}

const steps: readonly Step[] = [
  { icon: Search, title: 'Search', text: 'Names, cards and tags; or by task, licence, size, clone', href: modelsAddress('task:fill-mask') },
  { icon: Package, title: 'Look inside a package', text: 'Model card, files, commits and signatures, raw record', href: packageAddress({ hub: 'huggingface', name: 'bert-base-uncased', ordinal: 0 }) },
  { icon: ChartNoAxesColumnDecreasing, title: 'See who reaches how much', text: 'Maintainers by the repositories they committed to', href: printRoute({ view: 'reach', kind: 'direct', hub: null, maintainer: null }) },
];

/** What a newcomer sees first: what this program is for, and where to begin. Stands above the sample mirror only. */
export function SampleIntro() {
  return (
    <section className={styles.intro} aria-label="Where to begin">
      <p>
        PTMTorrent Explorer reads mirrors of the PTMTorrent dataset: packages of pre-trained models from five hubs, with their metadata and git history. It works offline and never
        writes to a mirror. This is the sample; everything works on your own mirror the same way.
      </p>
      <ul>
        {steps.map(({ icon: Icon, title, text, href }) => (
          <li key={title}>
            <a href={href}>
              <Icon size={18} strokeWidth={1.6} aria-hidden />
              <strong>{title}</strong>
              <span>{text}</span>
            </a>
          </li>
        ))}
        <li>
          <button type="button" onClick={() => openPanel('open-mirror')}>
            <FolderOpen size={18} strokeWidth={1.6} aria-hidden />
            <strong>Open your own</strong>
            <span>A folder with data, one hub of it, or the .tar.gz archives</span>
          </button>
        </li>
      </ul>
    </section>
  );
}
