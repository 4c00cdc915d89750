interface TableHeadProps {
  /** From left to right; with the class of a column's cells where it has one. */
  readonly titles: readonly (string | readonly [title: string, className: string | undefined])[];
  /** What the buttons of the last column do, for screen readers; left out where there are none. */
  readonly actions?: string;
}

/** The head of a plain table. */
export function TableHead({ titles, actions }: TableHeadProps) {
  return (
    <thead>
      <tr>
        {titles.map((title, at) => {
          const [text, className] = typeof title === 'string' ? [title] : title;
          return (
            <th key={`${at} ${text}`} scope="col" className={className}>
              {text}
            </th>
          );
        })}
        {actions !== undefined && (
          <th scope="col">
            <span className="visually-hidden">{actions}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}
