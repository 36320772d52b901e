// The root of the page: knows where things come from, and starts them.
import { render } from 'preact';
import { followScheme } from './charts/theme';
import { App } from './page';
import { followAddress } from './state/address';
import '../charts/tokens.css';
import '../charts/plot.css';
import '../charts/scroll.css';
import '../charts/thumbnail.css';
import './style/base.css';
import './style/layout.css';
import './style/controls.css';
import './style/charts.css';
import './style/panels.css';
import './style/device.css';
import { openEngine } from './state/training';

followScheme();
render(<App />, document.getElementById('app')!);
void followAddress();
void openEngine();
