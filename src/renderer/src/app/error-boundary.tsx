import { Component, type ReactNode } from 'react';
import { messageOf } from '../../../shared/result.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/states.tsx';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly message: string | null;
}

/** What browsers and the bundler say when a file of the window cannot be fetched. */
function isMissingPart(message: string): boolean {
  return /preload CSS|dynamically imported module|Importing a module script failed/i.test(message);
}

/** Catches a fault while drawing, so that the rest of the window stays. React has no function for it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { message: messageOf(thrown) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <Empty
        title={isMissingPart(this.state.message) ? 'A part of the window is not there' : 'This view stopped working'}
        actions={
          <>
            <Button onClick={() => this.setState({ message: null })}>Draw it again</Button>
            <Button onClick={() => location.reload()}>Load the window anew</Button>
          </>
        }
      >
        {isMissingPart(this.state.message) ? 'It is loaded when it is first shown, and the program that serves it does not answer. Start it again, then load the window anew.' : this.state.message}
      </Empty>
    );
  }
}
