// One order from its form to its end on each of the three kinds of server, with the very same page.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { picture } from "./support/browser.mjs";
import { act, lastStarted, ownState, REPAIR, signInAs, startProcess } from "./support/center.mjs";
import { stage } from "./support/stage.mjs";

const CHENWEI = "d17f3b60-2a94-4c1b-b6d8-0e5a9c738f41";

for (const dialect of ["document", "vlstream", "ruoyi"]) {
  describe(dialect, () => {
    const on = stage({ expectHttpErrors: true }, "--dialect", dialect);

    test("start, delegate, complete, send back, complete, finished", async () => {
      const { page, sandbox } = on;
      const { url } = sandbox;
      await signInAs(page, url, "贾平");
      await startProcess(page, url, REPAIR);
      const procInsId = await lastStarted(page, url);
      await act(page, url, procInsId, "complete", "请李华处理");

      await signInAs(page, url, "李华");
      await act(page, url, procInsId, "delegate", "请代为查看", (dialog) => dialog.getByLabel("办理人 id").fill(CHENWEI));
      await signInAs(page, url, "陈伟");
      await act(page, url, procInsId, "complete", "阀门损坏");
      await signInAs(page, url, "李华");
      await act(page, url, procInsId, "complete", "已更换阀门");

      await signInAs(page, url, "贾平");
      await act(page, url, procInsId, "returnTask", "仍有渗水", (dialog) => dialog.getByLabel("退回到").selectOption({ label: "现场处理" }));
      await signInAs(page, url, "李华");
      await act(page, url, procInsId, "complete", "重新密封");
      await signInAs(page, url, "贾平");
      await act(page, url, procInsId, "complete", "验收通过");

      assert.equal(await ownState(page, url, procInsId), "已完成");
      await page.goto(`${url}#/process/${procInsId}`);
      await page.getByText("仍有渗水").waitFor();
      for (const said of ["请李华处理", "请代为查看", "阀门损坏", "已更换阀门", "重新密封", "验收通过"]) {
        assert.ok(await page.getByText(said).count(), said);
      }
      await picture(page, `center-story-${dialect}`);
      const writes = await sandbox.get("center/executions");
      assert.ok(writes.every((write) => write.count === 1), "nothing was carried out twice");
    });
  });
}
