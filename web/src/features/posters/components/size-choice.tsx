import styles from './output-step.module.css';

type Props = {
  id: string;
  width: number;
  height: number;
  checked: boolean;
  onChoose: () => void;
};

const names: Record<string, string> = {
  'linkedin-post': 'LinkedIn post',
  'a4-portrait': 'A4 portrait',
  custom: 'Custom size',
};

function nameOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return names[id] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Width and height of a small drawing of the shape, never thinner than can be seen. */
function shape(width: number, height: number) {
  const scale = 26 / Math.max(width, height);
  return { width: Math.max(5, width * scale), height: Math.max(5, height * scale) };
}

export function SizeChoice({ id, width, height, checked, onChoose }: Props) {
  return (
    <label className={styles.size}>
      <input
        type="radio"
        name="size"
        className="cover"
        aria-label={nameOf(id)}
        checked={checked}
        onChange={onChoose}
      />
      <span className={styles.shape}>
        <span style={shape(width, height)} />
      </span>
      <span>
        {nameOf(id)}
        <small>{id === 'custom' ? 'Width × height' : `${width} × ${height}`}</small>
      </span>
    </label>
  );
}
