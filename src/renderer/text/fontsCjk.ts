/** Chinese and Korean companions of Noto Sans; each slice is fetched only when one of its characters is shown. Weight 600 falls to 700 by CSS's own rules. */
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/500.css';
import '@fontsource/noto-sans-sc/700.css';
import '@fontsource/noto-sans-kr/400.css';
import '@fontsource/noto-sans-kr/500.css';
import '@fontsource/noto-sans-kr/700.css';
