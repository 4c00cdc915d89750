export { health, healthId } from './health.ts';
