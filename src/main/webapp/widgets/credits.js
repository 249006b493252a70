// The one script that a host page loads.
export function connect() {}
