/** One row of Modelhub.ai. Ids are UUIDs or numbers with leading zeros; both are texts. */
export interface ModelhubPackage {
  readonly id: string;
  readonly name: string;
  readonly task: string;
  readonly owner: string;
  readonly backend: readonly string[];
  readonly gpu?: true;
}

export const modelhubPackages: readonly ModelhubPackage[] = [
  { id: 'd50796da-87f2-4493-846e-6eeb498acc63', name: 'squeezenet', task: 'ImageNet classification', owner: 'modelhub-ai', backend: ['mxnet', 'onnx'] },
  { id: '0001', name: 'colab_totalsegmentator', task: 'Whole body segmentation', owner: 'modelhub-ai', backend: ['colab', 'pytorch'] },
  { id: '115053de-abe1-4073-b957-99213599e8a4', name: 'emotion-fer-plus', task: 'Facial Expression Recognition', owner: 'modelhub-ai', backend: ['cntk', 'onnx'] },
  { id: '14e79015-ae1d-49b7-9673-032f6e441d3d', name: 'mic-dkfz-brats', task: 'Brain Tumor Segmentation on MRI', owner: 'modelhub-ai', backend: ['pytorch'], gpu: true },
  { id: 'f8063322-cbba-4dd4-85cc-3a939b1bb608', name: 'DentalArtifactModel', task: 'Dental artifact Classification in H&N CT', owner: 'bhklab', backend: ['pytorch'] },
];
