import { makeRoom, type Room, withRoom } from './byte-runs.ts';

type Kind = Float64ArrayConstructor | Int32ArrayConstructor | Uint32ArrayConstructor;

/**
 * Arrays that are filled anew for each block of packages: freed ones would be memory until the next collection, which knows little of what lies outside
 * of the heap, and new ones are pages that the system has to clear.
 */
export class Scratch {
  private readonly held = new Map<string, Float64Array | Int32Array | Uint32Array>();
  private readonly rooms = new Map<string, Room>();

  /** For one use, which its name tells: what was in it before still is. */
  array<Made extends Kind>(kind: Made, name: string, length: number): InstanceType<Made> {
    const known = this.held.get(name);
    if (known !== undefined && known.length >= length) return (known.length === length ? known : known.subarray(0, length)) as InstanceType<Made>;
    const made = new kind(Math.max(length, known === undefined ? 0 : 2 * known.length));
    this.held.set(name, made);
    return (made.length === length ? made : made.subarray(0, length)) as InstanceType<Made>;
  }

  room(name: string, length: number): Room {
    const room = withRoom(this.rooms.get(name) ?? makeRoom(length), 0, length);
    this.rooms.set(name, room);
    return room;
  }
}
