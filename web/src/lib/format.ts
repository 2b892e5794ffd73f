const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

export function count(value: number): string {
  return whole.format(value);
}

/** "1 poster", "2 posters". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function bytes(size: number): string {
  if (size < 1_000) return `${size} bytes`;
  const units = ['kB', 'MB', 'GB'];
  let value = size / 1_000;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${short.format(value)} ${units[unit]}`;
}

/** A rate such as "18 /s"; small rates keep a decimal. */
export function rate(perSecond: number): string {
  return perSecond >= 10 ? count(Math.round(perSecond)) : short.format(perSecond);
}

/** A length of time in its two greatest units: "1 h 5 min", "3 min", "42 s". */
export function duration(seconds: number): string {
  const rounded = Math.max(0, Math.round(seconds));
  if (rounded < 60) return `${rounded} s`;
  if (rounded < 600) return `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
  if (rounded < 3_600) return `${Math.round(rounded / 60)} min`;
  return `${Math.floor(rounded / 3_600)} h ${Math.round((rounded % 3_600) / 60)} min`;
}

/** An amount of dollars: cents, or as many digits as small amounts need. */
export function dollars(amount: number): string {
  const digits = amount === 0 || amount >= 1 ? 2 : 4;
  return `$${amount.toFixed(Math.max(2, digits)).replace(/(\.\d\d)0+$/, '$1')}`;
}

export function dateTime(iso: string): string {
  return moment.format(new Date(iso));
}

export function secondsBetween(start: string, end: string): number {
  return (Date.parse(end) - Date.parse(start)) / 1_000;
}
