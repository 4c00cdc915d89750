import { nameKey } from './values.ts';

const lower = /loss|perplexity|mse|mae$|error|latency|(?:^|test|eval|dev)(?:wer|cer|ter|der|eer|fid)(?=$|with|test|raw|norm|lm|\d)/;
const higher = /accuracy|f1(?!\d)|f1score|exactmatch|bleu|rouge|meteor|bertscore|precision|recall|(?:^|mean)map(?=$|\d|at)|^map|iou|auc|matthews|^mcc$|spearman|pearson|ndcg|^mrr|^passat|^pass\d|meanreward|ssim|psnr|dice|chrf|^hit/;

/** Which values of a metric are better; null where its name does not tell, so that none is called the best. */
export function directionOf(metric: string): 'higher' | 'lower' | null {
  const key = nameKey(metric);
  const [isLower, isHigher] = [lower.test(key), higher.test(key)];
  if (isLower === isHigher) return null;
  return isLower ? 'lower' : 'higher';
}
