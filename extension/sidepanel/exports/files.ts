/** Finished files out of the origin private file system. They stay on the disk: the page hands over a reference. */

import { t } from "../../shared/i18n.ts";
import { EXPORT_FOLDER } from "../../shared/messages.ts";
import { saveBlob } from "../views/history/report.ts";
import type { FilePorts } from "./state.ts";

export const opfsFiles: FilePorts = {
  async open(name: string): Promise<Blob> {
    try {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle(EXPORT_FOLDER);
      return await (await folder.getFileHandle(name)).getFile();
    } catch (error) {
      throw new Error(t("export_file_gone"), { cause: error });
    }
  },
  save: saveBlob,
};
