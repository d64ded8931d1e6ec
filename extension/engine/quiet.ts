/** Waits for quiet: calls once when nothing was heard for a while, and again only after more was heard. */

type Timer = (run: () => void, ms: number) => unknown;

export class Quiet {
  private heard = 0;
  private waiting = false;

  constructor(
    private readonly ms: number,
    private readonly fallen: () => void,
    private readonly later: Timer = (run, ms) => setTimeout(run, ms),
  ) {}

  /** Something happened: the quiet starts over. */
  hear(): void {
    this.heard += 1;
    if (!this.waiting) this.wait();
  }

  private wait(): void {
    const before = this.heard;
    this.waiting = true;
    this.later(() => {
      if (before !== this.heard) return this.wait();
      this.waiting = false;
      this.fallen();
    }, this.ms);
  }
}
