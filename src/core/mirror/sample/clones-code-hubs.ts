import { card } from './cards.ts';
import { json, licence, pointerElsewhere } from './clone.ts';
import type { SampleClone } from './clone.ts';
import { commit, edits, merge } from './histories.ts';
import { ada, bruno, chandra, dilnoza, erik, fatima, hana, ines, jonas, kofi, lin, maya, noor, otto, pia, quinn, syncBot } from './people.ts';
import { barChart } from './picture.ts';
import { onnxFile, pickleFile } from './weights.ts';

const mit = licence('MIT License', 'https://opensource.org/license/mit');
const apache = licence('Apache License 2.0', 'https://www.apache.org/licenses/LICENSE-2.0');
const github = (path: string): string => `https://github.com/${path}.git`;

/** Two records of the Model Zoo lead here. */
const styleGan: SampleClone = {
  hub: 'modelzoo',
  path: 'NVlabs/stylegan',
  remote: github('NVlabs/stylegan'),
  branch: 'master',
  steps: [
    commit('2020-02-05 10:00 +0200', erik, 'Initial commit', { 'README.md': card({ front: [], title: 'StyleGAN', paragraphs: ['A generator of faces whose styles can be mixed.', '![Truncation](docs/truncation.png)', '## Licence', 'For non-commercial use only.'] }), 'docs/truncation.png': barChart([0.2, 0.5, 0.7, 1]) }),
    commit('2020-02-06 10:00 +0200', erik, 'Add the generator', { 'generate.py': '"""Sample file: draws nothing."""\n' }),
    commit('2020-06-09 17:00 +0200', jonas, 'Add the licence', { 'LICENSE.txt': licence('Creative Commons BY-NC 4.0', 'https://creativecommons.org/licenses/by-nc/4.0') }),
  ],
};

/** A symbolic link inside the clone, a submodule and a second README. */
const maskRcnn: SampleClone = {
  hub: 'modelzoo',
  path: 'matterport/Mask_RCNN',
  remote: github('matterport/Mask_RCNN'),
  branch: 'master',
  steps: [
    commit('2020-01-20 08:00 +0100', jonas, 'First commit', { 'README.md': card({ front: [], title: 'Mask R-CNN', paragraphs: ['Finds objects in a picture and draws the outline of each.'] }), LICENSE: mit, 'mrcnn/model.py': '"""Sample file."""\n' }),
    commit('2020-03-09 08:00 +0100', ada, 'Link the documentation', { 'docs/README.md': { kind: 'symlink', target: '../README.md' }, 'samples/README.rst': 'Samples\n=======\n' }),
    commit('2021-03-20 08:00 +0100', jonas, 'Add the evaluation tools as a submodule', { '.gitmodules': '[submodule "coco"]\n\tpath = coco\n\turl = https://github.com/cocodataset/cocoapi.git\n', coco: { kind: 'submodule', commit: '8c9bcc3cf640524c4c20a9c40e89cb6a2f2fa0e9' } }),
  ],
};

/** An unmerged branch whose author appears nowhere on HEAD of this repository. */
const unet: SampleClone = {
  hub: 'modelzoo',
  path: 'milesial/Pytorch-UNet',
  remote: github('milesial/Pytorch-UNet'),
  branch: 'master',
  tag: 'v3.0',
  steps: [
    commit('2020-08-16 08:00', kofi, 'Initial commit', { 'README.md': card({ front: [], title: 'U-Net', paragraphs: ['Separates a car from its background, pixel by pixel.', 'Dice coefficient on 5,000 test images: **0.988423**.'] }), LICENSE: licence('GPL-3.0', 'https://www.gnu.org/licenses/gpl-3.0.html') }),
    commit('2021-08-17 08:00', quinn, 'Mixed precision', { 'train.py': '"""Sample file."""\n' }),
    commit('2021-09-01 08:00', lin, 'Try another loss', { 'loss.py': '"""Sample file."""\n' }, { on: 'tversky', from: 'master' }),
    commit('2022-01-21 08:00', kofi, 'Release weights', { 'hubconf.py': 'dependencies = ["torch"]\n' }),
  ],
};

const yoloLines = ['epochs: 300', 'batch: 16', 'image size: 640', 'optimizer: SGD', 'momentum: 0.937', 'weight decay: 0.0005', 'warm-up: 3', 'mosaic: 1.0', 'mixup: 0.0', 'flip: 0.5', 'hue: 0.015', 'saturation: 0.7', 'value: 0.4', 'translate: 0.1', 'scale: 0.5', 'workers: 8', 'patience: 100', 'seed: 0'];

const yolo: SampleClone = {
  hub: 'pytorchhub',
  path: 'ultralytics/yolov5',
  remote: github('ultralytics/yolov5'),
  branch: 'master',
  packed: true,
  tag: 'v7.0',
  steps: [
    commit('2020-05-18 20:00 +0200', chandra, 'Initial commit', { 'README.md': card({ front: [], title: 'YOLOv5', paragraphs: ['Finds 80 kinds of objects in pictures.', '| Model | mAP 50-95 | Parameters (M) |\n| --- | ---: | ---: |\n| YOLOv5n | 28.0 | 1.9 |\n| YOLOv5s | 37.4 | 7.2 |\n| YOLOv5x | 50.7 | 86.7 |'] }), LICENSE: licence('GPL-3.0', 'https://www.gnu.org/licenses/gpl-3.0.html') }),
    commit('2020-05-29 02:04 +0200', chandra, 'Add hubconf.py', { 'hubconf.py': 'dependencies = ["torch", "yaml"]\n' }),
    ...edits('2021-01-04', [chandra, ada, syncBot, fatima, maya, chandra, noor, hana, otto], 'data/hyperparameters.yaml', yoloLines),
    commit('2022-02-22 09:00', fatima, 'Add segmentation', { 'segment/predict.py': '"""Sample file."""\n' }, { on: 'segment', from: 'master' }),
    commit('2022-02-23 09:00', ada, 'Pin the requirements', { 'requirements.txt': 'torch>=1.7.0\n' }),
    merge('2022-11-22 16:00 +0200', chandra, 'segment', { signed: 'pgp' }),
    commit('2022-11-23 16:00', syncBot, 'Update the release notes', { 'CHANGELOG.md': '# 7.0\n\nSegmentation.\n' }),
  ],
};

/** Speech-to-text and text-to-speech share this clone. */
const silero: SampleClone = {
  hub: 'pytorchhub',
  path: 'snakers4/silero-models',
  remote: github('snakers4/silero-models'),
  branch: 'master',
  steps: [
    commit('2020-09-14 10:00 +0300', dilnoza, 'Initial commit', { 'README.md': card({ front: [], title: 'Silero Models', paragraphs: ['Compact models for speech to text and text to speech.'] }), LICENSE: licence('CC BY-NC 4.0', 'https://creativecommons.org/licenses/by-nc/4.0') }),
    commit('2021-03-30 10:00 +0300', ines, 'Add the list of speakers', { 'speakers.pkl': pickleFile([{ name: 'aidar', shape: [4] }, { name: 'baya', shape: [4] }, { name: 'kseniya', shape: [8] }]) }),
    commit('2022-01-05 10:00 +0300', dilnoza, 'Four new languages', { 'models.yml': 'stt_models:\n  en:\n    latest: en_v6\n  de:\n    latest: de_v4\n' }),
  ],
};

const onnxRules = '*.onnx filter=lfs diff=lfs merge=lfs -text\nsqueezenet1.0-9.onnx -filter -diff -merge\nmnist-12.onnx -filter -diff -merge\n';

/** Every ONNX record leads here; their commits are per file. */
const onnxModels: SampleClone = {
  hub: 'onnxmodelzoo',
  path: 'onnx/models',
  remote: github('onnx/models'),
  packed: true,
  steps: [
    commit('2020-01-08 09:00 -0800', bruno, 'Initial commit', { 'README.md': card({ front: [], title: 'ONNX Model Zoo', paragraphs: ['Models in the open ONNX format.'] }), LICENSE: apache, '.gitattributes': onnxRules }),
    commit('2020-02-11 09:00 -0800', bruno, 'Add MobileNet', { 'vision/classification/mobilenet/README.md': '# MobileNet\n\nA light network for phones.\n', 'vision/classification/mobilenet/model/mobilenetv2-7.onnx': pointerElsewhere('mobilenetv2-7.onnx', 14_246_826) }),
    commit('2020-04-01 09:00 -0800', fatima, 'Add ResNet', { 'vision/classification/resnet/model/resnet50-v1-12.onnx': pointerElsewhere('resnet50-v1-12.onnx', 102_583_340), 'vision/classification/resnet/model/resnet50-v1-12-int8.onnx': pointerElsewhere('resnet50-v1-12-int8.onnx', 25_730_000) }, { signed: 'pgp' }),
    commit('2020-08-17 09:00 -0800', chandra, 'Add SqueezeNet', { 'vision/classification/squeezenet/model/squeezenet1.0-9.onnx': onnxFile('squeezenet1.0', 8, 4, 9) }, { signed: 'ssh' }),
    commit('2021-02-03 09:00 -0800', ada, 'Add MNIST', { 'vision/classification/mnist/model/mnist-12.onnx': onnxFile('CNTKGraph', 10, 3, 12) }),
    commit('2021-08-19 09:00 -0800', pia, 'Add BERT for questions', { 'text/machine_comprehension/bert-squad/model/bertsquad-12.onnx': pointerElsewhere('bertsquad-12.onnx', 435_852_736) }),
    commit('2022-05-10 09:00 -0800', lin, 'Add faces', { 'vision/body_analysis/age_gender/models/age_googlenet.onnx': pointerElsewhere('age_googlenet.onnx', 23_960_000), 'vision/body_analysis/arcface/model/arcfaceresnet100-8.onnx': pointerElsewhere('arcfaceresnet100-8.onnx', 260_660_000) }),
    commit('2023-01-25 09:00 -0800', syncBot, 'Refresh the table of models', { 'models.csv': 'name,opset\nMobileNet v2-7,7\n' }),
  ],
};

const squeezeNetDescription = {
  id: 'd50796da-87f2-4493-846e-6eeb498acc63',
  meta: { name: 'squeezenet', application_area: 'ImageNet', task: 'Classification', task_extended: 'ImageNet classification', data_type: 'Image/Photo', data_source: 'http://www.image-net.org' },
  publication: { title: 'SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size', year: 2016, url: 'https://arxiv.org/abs/1602.07360' },
  model: { description: 'Reaches the accuracy of AlexNet with far fewer parameters.', architecture: 'Convolutional Neural Network (CNN)', learning_type: 'Supervised learning', format: '.onnx', io: { input: { single: { format: ['image/png', 'image/jpeg'] } }, output: [{ name: 'probabilities', type: 'label_list' }] } },
};

const squeezeNet: SampleClone = {
  hub: 'modelhub',
  path: 'modelhub-ai/squeezenet',
  remote: github('modelhub-ai/squeezenet'),
  branch: 'master',
  steps: [
    commit('2020-05-04 09:00 -0500', chandra, 'Initial commit', { 'README.md': card({ front: [], title: 'squeezenet', paragraphs: ['SqueezeNet in a container of Modelhub.'] }), LICENSE: mit }),
    commit('2020-05-05 09:00 -0500', hana, 'Describe the model', { 'contrib_src/model/config.json': json(squeezeNetDescription), 'contrib_src/model/labels.json': json(['tench', 'goldfish']), 'contrib_src/license/model': mit, 'init/init.json': json({ container: 'modelhub/squeezenet' }) }),
    commit('2021-04-06 09:00 -0500', chandra, 'Add sample data', { 'contrib_src/sample_data/sample.png': barChart([0.3, 0.9, 0.6]) }),
  ],
};

export const codeHubClones: readonly SampleClone[] = [styleGan, maskRcnn, unet, yolo, silero, onnxModels, squeezeNet];
