import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api-client';

export const sampleCsvUrl = '/api/posters/sample.csv';

async function getSampleCsv(): Promise<File> {
  const content = await api.getBlob(sampleCsvUrl);
  return new File([content], 'sample-people.csv', { type: 'text/csv' });
}

export function useSampleCsv(onLoaded: (file: File) => void) {
  return useMutation({ mutationFn: getSampleCsv, onSuccess: onLoaded });
}
