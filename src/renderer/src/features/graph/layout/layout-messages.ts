import type { LayoutOrder } from './layout-types.ts';

export type ToLayoutWorker = LayoutOrder;

export type FromLayoutWorker = { readonly positions: Float32Array };
