import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/states.tsx';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly message: string | null;
}

/** Catches a fault while drawing, so that the rest of the window stays. React has no function for it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { message: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <Empty title="This view stopped working" actions={<Button onClick={() => this.setState({ message: null })}>Draw it again</Button>}>
        {this.state.message}
      </Empty>
    );
  }
}
