import { expect, test } from 'vitest';
import type { HubId } from '../../shared/domain/index.ts';
import { nameOfClone } from './clone-name.ts';

test.each<readonly [HubId, string, string | null, string, string | null]>([
  ['huggingface', 'google/mt5-large', null, 'google/mt5-large', 'google'],
  ['huggingface', 'google/mt5-large', 'https://huggingface.co/other/name', 'google/mt5-large', 'google'],
  ['huggingface', 'huggingface.co/bert-base-uncased', null, 'bert-base-uncased', null],
  ['huggingface', 'google-mt5-large', 'https://huggingface.co/google/mt5-large', 'google/mt5-large', 'google'],
  ['huggingface', 'google-mt5-large', 'https://user:token@huggingface.co/google/mt5-large.git\n', 'google/mt5-large', 'google'],
  ['huggingface', 'a-b.git', 'https://huggingface.co/a/b.git', 'a/b.git', 'a'],
  ['huggingface', 'google-mt5-large', 'git@hf.co:google/mt5-large', 'google/mt5-large', 'google'],
  ['huggingface', 'bert-base-uncased', 'https://huggingface.co/bert-base-uncased', 'bert-base-uncased', null],
  ['huggingface', 'google-mt5-large', null, 'google-mt5-large', null],
  ['huggingface', 'google-mt5-large', '/home/ada/mirror/x', 'google-mt5-large', null],
  ['huggingface', 'google-mt5-large', 'https://huggingface.co/a/../b', 'google-mt5-large', null],
  ['huggingface', 'google-mt5-large', 'https://huggingface.co/', 'google-mt5-large', null],
  ['huggingface', 'x', `https://huggingface.co/a/${'b'.repeat(4000)}`, 'x', null],
  ['modelzoo', 'milesial/Pytorch-UNet', null, 'milesial/Pytorch-UNet', 'milesial'],
  ['pytorchhub', 'ultralytics-yolov5', 'ssh://git@github.com/ultralytics/yolov5.git', 'ultralytics/yolov5', 'ultralytics'],
])('%s %s of %s is %s', (hub, cloneName, origin, name, owner) => {
  expect(nameOfClone(hub, cloneName, origin)).toEqual({ name, owner });
});
