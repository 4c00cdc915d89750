import { withDensity } from '../../../../../shared/graph/index.ts';
import type { DrawnFigure } from './figure-messages.ts';

/** Sides and area that browsers can still draw on. Pixels. */
const largestSide = 16_384;
const largestArea = 120_000_000;

/** Rows drawn at once: the window answers between two stretches. */
const stretch = 192;

export interface PixelSize {
  readonly width: number;
  readonly height: number;
  readonly tooLarge: boolean;
}

export function pixelsOf({ widthMm, heightMm }: Pick<DrawnFigure, 'widthMm' | 'heightMm'>, dotsPerInch: number): PixelSize {
  const [width, height] = [widthMm, heightMm].map((side) => Math.max(1, Math.round((side / 25.4) * dotsPerInch))) as [number, number];
  return { width, height, tooLarge: width > largestSide || height > largestSide || width * height > largestArea };
}

/** The figure as PNG at a density. Throws where the browser cannot draw it. */
export async function rasterise(figure: DrawnFigure, dotsPerInch: number): Promise<Blob> {
  const { width, height } = pixelsOf(figure, dotsPerInch);
  const address = URL.createObjectURL(new Blob([figure.svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This window cannot draw pictures.');
    for (let top = 0; top < height; top += stretch) {
      context.save();
      context.beginPath();
      context.rect(0, top, width, stretch);
      context.clip();
      context.drawImage(image, 0, 0, width, height);
      context.restore();
      await new Promise((resolve) => setTimeout(resolve));
    }
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return new Blob([withDensity(new Uint8Array(await blob.arrayBuffer()), dotsPerInch)], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A file as calls carry it: deflated, in base64. */
export async function packFile(content: Blob | string): Promise<string> {
  const packed = await new Response(new Blob([content]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The picture cannot be packed.')));
    reader.readAsDataURL(packed);
  });
}
