import { SearchX } from 'lucide-react';
import { problemsAddress } from '../../app/route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/states.tsx';

export function NoResult({ query, onClear }: { readonly query: string; readonly onClear: () => void }) {
  if (query === '') return <Empty icon={SearchX} title="This mirror has no packages" actions={<a href={problemsAddress()}>See what was found instead</a>} />;
  return (
    <Empty icon={SearchX} title="No package meets all conditions" actions={<Button onClick={onClear}>Clear the search</Button>}>
      Take a filter away, or search for fewer words.
    </Empty>
  );
}
