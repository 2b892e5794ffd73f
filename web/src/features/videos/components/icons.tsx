type Props = { filled?: boolean };

const shape = {
  width: 20,
  height: 20,
  viewBox: '0 0 20 20',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
  'aria-hidden': true,
} as const;

export const HeartIcon = ({ filled = false }: Props) => (
  <svg {...shape} fill={filled ? 'currentColor' : 'none'}>
    <path d="M10 16.5S3.500 12.600 3.500 7.900A3.400 3.400 0 0 1 10 6.500a3.400 3.400 0 0 1 6.500 1.400c0 4.700-6.500 8.600-6.500 8.600z" />
  </svg>
);

export const DownIcon = ({ filled = false }: Props) => (
  <svg {...shape} fill={filled ? 'currentColor' : 'none'}>
    <path d="M13.500 11.500V4H7.200a1.800 1.800 0 0 0-1.800 1.400l-1.100 4.800A1.600 1.600 0 0 0 5.900 12h3.300l-.6 3.100c-.2 1 .5 1.400 1.100 1.400zM13.500 11.500h2.500V4h-2.500" />
  </svg>
);

export const SoundIcon = ({ filled = false }: Props) => (
  <svg {...shape} fill="none">
    <path d="M4 8v4h2.500L10 15V5L6.500 8z" />
    {filled ? <path d="M12.500 7.500a3.500 3.500 0 0 1 0 5M14.500 5.500a6.400 6.400 0 0 1 0 9" /> : <path d="m13 8 4 4m0-4-4 4" />}
  </svg>
);
