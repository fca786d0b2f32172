/** Noto Sans for Latin, bundled; its Chinese and Korean companions are in fontsCjk.ts and load by the characters shown. */
import '@fontsource/noto-sans/400.css';
import '@fontsource/noto-sans/500.css';
import '@fontsource/noto-sans/600.css';
import '@fontsource/noto-sans/700.css';
