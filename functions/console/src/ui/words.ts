/** Types of errors of flows are addresses; the last part says it. */
export function shortType(type: string): string {
  return /^https?:/.test(type) ? (type.split('/').at(-1) ?? type) : type;
}

export function shortReason(reason: string): string {
  return reason.replace(/^https?:\S*\/errors\/(\w+)/, '$1');
}
