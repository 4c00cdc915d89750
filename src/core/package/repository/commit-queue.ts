import type { Commit } from './commit.ts';

interface Waiting {
  readonly commit: Commit;
  readonly time: number;
  readonly order: number;
}

/** Commits waiting to be visited: newest committer date first, and of equal dates the one that came first. */
export class CommitQueue {
  readonly #heap: Waiting[] = [];
  #added = 0;

  push(commit: Commit): void {
    const heap = this.#heap;
    const added = { commit, time: commit.committer.time ?? 0, order: this.#added };
    this.#added += 1;
    let at = heap.length;
    heap.push(added);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !comesBefore(added, parent)) {
        break;
      }
      heap[at] = parent;
      at = above;
    }
    heap[at] = added;
  }

  pop(): Commit | null {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) {
      return null;
    }
    if (this.#heap.length > 0) {
      this.#sink(last);
    }
    return first.commit;
  }

  #sink(moved: Waiting): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let below = at * 2 + 1;
      let child = heap[below];
      const right = heap[below + 1];
      if (child !== undefined && right !== undefined && comesBefore(right, child)) {
        child = right;
        below += 1;
      }
      if (child === undefined || !comesBefore(child, moved)) {
        heap[at] = moved;
        return;
      }
      heap[at] = child;
      at = below;
    }
  }
}

function comesBefore(left: Waiting, right: Waiting): boolean {
  return left.time > right.time || (left.time === right.time && left.order < right.order);
}
