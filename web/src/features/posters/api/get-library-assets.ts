import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { posterKeys } from './keys';

/** A picture for templates; `path` is what they name it by. */
export type LibraryImage = {
  id: string;
  path: string;
  name: string;
  width: number;
  height: number;
};

export type LibraryFont = {
  id: string;
  font_name: string;
  font_family: string;
  file_format: string;
  weight: string;
  italic: boolean;
};

type ImagePage = { templates: LibraryImage[]; next: string | null };
type FontPage = { fonts: LibraryFont[]; next: string | null };

export function useLibraryImages() {
  return useInfiniteQuery({
    queryKey: posterKeys.images,
    queryFn: ({ pageParam, signal }) =>
      api.get<ImagePage>('/api/template-images', { query: { after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useLibraryFonts() {
  return useInfiniteQuery({
    queryKey: posterKeys.fonts,
    queryFn: ({ pageParam, signal }) =>
      api.get<FontPage>('/api/custom-fonts', { query: { after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
