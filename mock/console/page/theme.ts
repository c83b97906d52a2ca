// Light or dark: as the system has it, unless somebody chooses.

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'stunt-double-theme';

/** What was chosen; `auto`: nothing. */
export function readTheme(): Theme {
	const kept = localStorage.getItem(KEY);
	return THEMES.find((theme) => theme === kept) ?? 'auto';
}

/** Shows it, and keeps it for the next time. */
export function applyTheme(theme: Theme): void {
	if (theme === 'auto') delete document.documentElement.dataset['theme'];
	else document.documentElement.dataset['theme'] = theme;
	localStorage.setItem(KEY, theme);
}
