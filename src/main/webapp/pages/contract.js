// The contract of the API to read. The build packs Swagger UI, which shows it, beside the pages; no operation is tried from here.
import { element } from '../shared/elements.js';
import { session } from '../shared/session.js';

const shown = document.getElementById('contract');
const message = document.getElementById('message');

function added(kind, values) {
  return new Promise((resolve, reject) => {
    const part = Object.assign(document.createElement(kind), values);
    part.addEventListener('load', resolve);
    part.addEventListener('error', () => reject(new Error(`${kind} is missing`)));
    document.head.append(part);
  });
}

function show() {
  globalThis.SwaggerUIBundle({
    url: '/openapi',
    domNode: shown,
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    docExpansion: 'none',
    supportedSubmitMethods: [],
    syntaxHighlight: false,
    validatorUrl: null,
    onComplete: () => {
      message.textContent = '';
      document.documentElement.dataset.ready = 'true';
    },
  });
}

// Nobody has to be signed in; it says on which service this is.
session().catch(() => null);
shown.before(element('p', {}, 'As a file: ', element('a', { href: '/openapi' }, 'openapi.yaml')));
message.textContent = 'Loading …';
Promise.all([
  added('link', { rel: 'stylesheet', href: '/swagger-ui/swagger-ui.css' }),
  added('script', { src: '/swagger-ui/swagger-ui-bundle.js' }),
])
  .then(show)
  .catch(() => {
    message.textContent = 'The contract cannot be shown. Its file can be read all the same.';
  });
