// There is nothing to see here but what the session says on every page; without an answer the page is complete as it is.
import { session } from '../shared/session.js';

session().catch(() => null);
