/** Sign-in and lock screen. */

export function SignIn() {
  return <section />;
}
