// The one script that a host page loads: it defines the elements and gives the page `aiCredits`.
import { connect, connectionOf } from './base.js';
import { packagesOf, report } from './dialogs.js';
import { CostEstimate } from './estimate.js';
import { CreditHistory } from './history.js';
import { CreditNotice } from './notice.js';
import { CreditPackages } from './packages.js';
import { CreditPill } from './pill.js';

const ELEMENTS = {
  'cost-estimate': CostEstimate,
  'credit-history': CreditHistory,
  'credit-notice': CreditNotice,
  'credit-packages': CreditPackages,
  'credit-pill': CreditPill,
};

Object.entries(ELEMENTS)
  .filter(([name]) => !customElements.get(name))
  .forEach(([name, kind]) => customElements.define(name, kind));
addEventListener('credits:refused', event => report(event.detail));
addEventListener('credits:buy', event => {
  const connection = connectionOf(event.detail?.team);
  if (connection) {
    packagesOf(connection).open();
  }
});
window.aiCredits = { connect, report };

export { connect, report };
