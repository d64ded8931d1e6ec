/** Server-sent events out of bytes, as far as chat completions use them: the data of each event. */

/** Takes bytes as they come and gives the data of each event that has ended. */
export class EventReader {
  private readonly decoder = new TextDecoder();
  private rest = "";
  private data: string[] = [];

  take(bytes: Uint8Array): string[] {
    return this.lines(this.decoder.decode(bytes, { stream: true }), false);
  }

  /** What an event that was not closed by a blank line still held. */
  end(): string[] {
    return this.lines(this.decoder.decode(), true);
  }

  private lines(text: string, all: boolean): string[] {
    const parts = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = all ? "" : (parts.pop() ?? "");
    const done: string[] = [];
    for (const line of all ? [...parts, ""] : parts) {
      if (line === "") this.close(done);
      else if (line.startsWith("data:")) this.data.push(line.slice(5).replace(/^ /, ""));
    }
    return done;
  }

  private close(done: string[]): void {
    if (this.data.length > 0) done.push(this.data.join("\n"));
    this.data = [];
  }
}
