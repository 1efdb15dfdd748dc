import { listFlows } from '../api/flows';
import { listRuns } from '../api/runs';
import { workspace } from '../shell/session';
import { useLoad } from '../ui/useLoad';

/** Names to propose: published flows, and workflows that ran lately. */
export function useWorkflowNames(): string[] {
  const found = useLoad(
    async (signal) => {
      const [flows, runs] = await Promise.all([
        listFlows(workspace.peek(), undefined, signal),
        listRuns(workspace.peek(), { limit: 200 }, signal),
      ]);
      const names = [...flows.flows.map((flow) => flow.workflow), ...runs.runs.map((run) => run.workflow)];
      return [...new Set(names)].filter((name) => !name.startsWith('belay.')).sort();
    },
    [workspace.value],
  );
  return found.value ?? [];
}
