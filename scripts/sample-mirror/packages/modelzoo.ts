/** One row of the Model Zoo. The row number is its id, which in real mirrors follows the order of the crawler's threads. */
export interface ModelZooPackage {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  /** Long description in Markdown; the short one where the hub has no longer one. */
  readonly long?: string;
  readonly stars: number;
  readonly link: string | null;
  readonly framework: string;
  readonly categories: readonly (keyof typeof modelZooCategories)[];
  /** Addresses by `arXiv:` number; null where the hub lists none. */
  readonly papers?: Readonly<Record<string, string>>;
  /** Why the unified records leave this entry out. */
  readonly dropped?: string;
}

export const modelZooCategories = {
  'computer-vision': { id: 1, title: 'Computer Vision', short: 'CV' },
  'natural-language-processing': { id: 2, title: 'Natural Language Processing', short: 'NLP' },
  'generative-models': { id: 3, title: 'Generative Models', short: 'Generative' },
  'audio-and-speech': { id: 6, title: 'Audio and Speech', short: 'Audio' },
} as const;

export const modelZooPackages: readonly ModelZooPackage[] = [
  {
    slug: 'vgg-face',
    title: 'VGG Face',
    description: 'A face descriptor on the pages of its authors.',
    stars: 0,
    link: 'http://www.robots.ox.ac.uk/~vgg/software/vgg_face/',
    framework: 'caffe',
    categories: ['computer-vision'],
    dropped: 'The link leads to no repository.',
  },
  {
    slug: 'mask-r-cnn-keras',
    title: 'Mask R-CNN',
    description: 'Object detection and outlines with Keras and TensorFlow.',
    long: '# Mask R-CNN\n\nFinds objects and draws the outline of each.\n\n* backbone: ResNet-101 with a feature pyramid\n* weights trained on MS COCO\n',
    stars: 22_900,
    link: 'https://github.com/matterport/Mask_RCNN',
    framework: 'keras',
    categories: ['computer-vision'],
    papers: { 'arXiv:1703.06870': 'https://arxiv.org/abs/1703.06870', 'arXiv:1612.03144': 'https://arxiv.org/abs/1612.03144' },
  },
  {
    slug: 'stylegan',
    title: 'StyleGAN',
    description: 'A generator whose styles can be mixed, in TensorFlow.',
    long: '## StyleGAN &mdash; a style-based generator\n\n| Data set | FID |\n| --- | --- |\n| FFHQ | 4.40 |\n| CelebA-HQ | 5.06 |\n',
    stars: 13_300,
    link: 'https://github.com/NVlabs/stylegan',
    framework: 'tensorflow',
    categories: ['generative-models', 'computer-vision'],
    papers: { 'arXiv:1812.04948': 'https://arxiv.org/abs/1812.04948' },
  },
  {
    slug: 'stylegan-faces',
    title: ':art: StyleGAN faces',
    description: 'The same repository under a second title.',
    stars: 13_300,
    link: 'https://github.com/NVlabs/stylegan/',
    framework: 'tensorflow',
    categories: ['generative-models'],
  },
  {
    slug: 'squeezenet-keras',
    title: 'SqueezeNet',
    description: 'An entry whose link was never filled in.',
    stars: 12,
    link: null,
    framework: 'keras',
    categories: ['computer-vision'],
    dropped: 'The link is null.',
  },
  {
    slug: 'pytorch-unet',
    title: 'Pytorch-UNet',
    description: 'U-Net for separating a car from its background.',
    stars: 7_100,
    link: 'https://github.com/milesial/Pytorch-UNet',
    framework: 'pytorch',
    categories: ['computer-vision'],
    papers: { 'arXiv:1505.04597': 'https://arxiv.org/abs/1505.04597' },
  },
  {
    slug: 'tensorflow-wavenet',
    title: 'WaveNet',
    description: 'Raw audio, sample by sample.',
    stars: 5_300,
    link: 'https://github.com/ibab/tensorflow-wavenet',
    framework: 'tensorflow',
    categories: ['audio-and-speech', 'generative-models'],
    papers: { 'arXiv:1609.03499': 'https://arxiv.org/abs/1609.03499' },
  },
  {
    slug: 'einops',
    title: 'einops',
    description: 'Tensor operations that can be read; no category was chosen.',
    stars: 6_900,
    link: 'https://github.com/arogozhnikov/einops',
    framework: 'pytorch',
    categories: [],
  },
];
