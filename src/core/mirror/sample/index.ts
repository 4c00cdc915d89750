export { prepareSampleMirror, sampleClones } from './prepare.ts';
