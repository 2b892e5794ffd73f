import type { ReactNode } from 'react';

type Props = { size?: number };

function Icon({ size = 18, children }: Props & { children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const PlusIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);

export const UploadIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M10 13V4m0 0L6.500 7.500M10 4l3.500 3.500M4 13v2a1.500 1.500 0 0 0 1.500 1.500h9A1.500 1.500 0 0 0 16 15v-2" />
  </Icon>
);

export const DownloadIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M10 4v9m0 0 3.500-3.500M10 13 6.500 9.500M4 13v2a1.500 1.500 0 0 0 1.500 1.500h9A1.500 1.500 0 0 0 16 15v-2" />
  </Icon>
);

export const FileIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M11.500 3H6.500A1.500 1.500 0 0 0 5 4.500v11A1.500 1.500 0 0 0 6.500 17h7a1.500 1.500 0 0 0 1.500-1.500v-9zM11.500 3v3.500H15M7.500 10.500h5M7.500 13.500h3" />
  </Icon>
);

export const EditIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M4 16l.8-3.300 8.400-8.400a1.500 1.500 0 0 1 2.100 0l.4.4a1.500 1.500 0 0 1 0 2.100L7.300 15.200z" />
  </Icon>
);

export const CheckIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m4.500 10.500 3.500 3.500 7.500-8" />
  </Icon>
);

export const CrossIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);

export const PauseIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M7 5v10M13 5v10" />
  </Icon>
);

export const PlayIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M7 4.500v11l8.500-5.500z" />
  </Icon>
);

export const RetryIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M15.500 10a5.500 5.500 0 1 1-1.700-4M16 3v3.500h-3.500" />
  </Icon>
);

export const BackIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M12 4.500 6.500 10l5.500 5.500" />
  </Icon>
);

export const ForwardIcon = (props: Props) => (
  <Icon {...props}>
    <path d="m8 4.500 5.500 5.500L8 15.500" />
  </Icon>
);

export const WarningIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M10 7.500v3.500m0 2.500v.01M8.900 3.700 2.700 14.500A1.200 1.200 0 0 0 3.800 16.300h12.400a1.200 1.200 0 0 0 1.100-1.800L11.100 3.700a1.250 1.250 0 0 0-2.200 0z" />
  </Icon>
);

export const InfoIcon = (props: Props) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.500v4M10 6.700v.01" />
  </Icon>
);

export const CodeIcon = (props: Props) => (
  <Icon {...props}>
    <path d="M7 6 3 10l4 4M13 6l4 4-4 4" />
  </Icon>
);

export const Spinner = ({ size = 16 }: Props) => (
  <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" className="spinner">
    <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" opacity=".25" />
    <path d="M14 8a6 6 0 0 0-6-6" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  </svg>
);
