import './style/fonts.css';
import './style/base.css';
import './style/shell.css';
import './style/parts.css';
import './style/run.css';
import './style/views.css';
import { render } from 'preact';
import { App } from './shell/App';
import { listen } from './shell/location';
import { enter } from './shell/session';
import { applyTheme } from './shell/theme';
import { keepTime } from './ui/now';

applyTheme();
listen();
keepTime();
void enter();
const root = document.getElementById('app');
if (root !== null) {
  render(<App />, root);
}
