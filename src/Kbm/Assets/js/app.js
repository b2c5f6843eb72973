import htmx from 'htmx.org';
import './bulk.js';
import './confirm.js';
import './desk.js';
import './drafts.js';
import './drop-file.js';
import './list.js';
import './menus.js';
import './photos.js';
import './print.js';
import './progress.js';
import './search.js';
import './secrets.js';
import './shortcuts.js';
import './submit-once.js';
import './theme.js';

Object.assign(htmx.config, { includeIndicatorStyles: false, allowEval: false, selfRequestsOnly: true });
