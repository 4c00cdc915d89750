import { crc32 } from 'node:zlib';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const checksum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** One stored block by hand: compressed bytes differ between zlib versions, and commit ids would follow them. */
function storedZlib(data: Buffer): Buffer {
  let low = 1;
  let high = 0;
  for (const byte of data) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  const frame = Buffer.alloc(11);
  frame.writeUInt16BE(0x7801, 0);
  frame.writeUInt8(1, 2);
  frame.writeUInt16LE(data.length, 3);
  frame.writeUInt16LE(data.length ^ 0xffff, 5);
  frame.writeUInt32BE(high * 65536 + low, 7);
  return Buffer.concat([frame.subarray(0, 7), data, frame.subarray(7)]);
}

/** A PNG of grey bars whose heights are the given shares (0 to 1), 8 pixels each: the sample cards' diagrams. */
export function barChart(shares: readonly number[]): Buffer {
  const height = 64;
  const width = shares.length * 12;
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(width + 1, 255);
    row[0] = 0;
    shares.forEach((share, bar) => {
      if (height - y <= share * height) row.fill(90, 1 + bar * 12 + 2, 1 + bar * 12 + 10);
    });
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', storedZlib(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}
