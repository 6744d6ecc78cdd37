import Messages
import Notifications
import RPC
import StoreCore

/// Serves the machine's owner on the socket beside the database.
struct MaintenanceHandler: RequestHandler {
    let backups: any BackupMaker

    let methods = MethodNames(
        [MethodName(.startBackup), MethodName(.getBackup)], queries: [MethodName(.getBackup)])

    func handle(_ batch: CallBatch, answeringTo sink: any ReplySink) {
        for call in batch.calls {
            let payload = Array(batch.payloads[call.payload])
            switch call.method {
            case 0: Task { sink.deliver(EncodedReplies(call.tag, await startBackup(payload))) }
            case 1: sink.deliver(EncodedReplies(call.tag, getBackup(payload)))
            default:
                let name = batch.unknownMethodName(of: call)
                let status = RPCStatus(
                    .unimplemented, "unknown method \(name.service)/\(name.method)",
                    details: [.errorInfo(reason: "UNKNOWN_METHOD", metadata: [:])])
                sink.deliver(EncodedReplies(call.tag, .failure(status)))
            }
        }
    }

    private func startBackup(_ payload: [UInt8]) async -> RPCReply {
        let request: StartBackupRequest
        do {
            request = try StartBackupRequest(decoding: payload, unknownEnumNumbers: .refused)
        } catch {
            return .failure(.refusedPayload(error))
        }
        do {
            let progress = try await backups.startBackup(to: request.path) { _ in }
            return .success(StartBackupResponse(backup: Backup(progress)).encoded())
        } catch {
            return .failure(RPCStatus(error))
        }
    }

    private func getBackup(_ payload: [UInt8]) -> RPCReply {
        let request: GetBackupRequest
        do {
            request = try GetBackupRequest(decoding: payload, unknownEnumNumbers: .refused)
        } catch {
            return .failure(.refusedPayload(error))
        }
        guard let progress = backups.lastBackup,
            request.path.isEmpty || request.path == progress.path
        else {
            return .failure(
                RPCStatus(
                    .notFound, "no such backup was begun since the daemon's start",
                    details: [.errorInfo(reason: "NO_BACKUP", metadata: [:])]))
        }
        return .success(GetBackupResponse(backup: Backup(progress)).encoded())
    }
}

extension MethodName {
    fileprivate init<Request, Response>(_ descriptor: MethodDescriptor<Request, Response>) {
        self.init(service: descriptor.service, method: descriptor.method)
    }
}

extension RPCStatus {
    fileprivate init(_ refused: BackupRefused) {
        switch refused {
        case .badPath(let rule): self = .invalidArgument(field: "path", rule: rule)
        case .underWay:
            self.init(
                .failedPrecondition, refused.description,
                details: [.errorInfo(reason: "BACKUP_RUNNING", metadata: [:])])
        case .cannotWrite:
            self.init(
                .failedPrecondition, refused.description,
                details: [.errorInfo(reason: "CANNOT_WRITE", metadata: [:])])
        case .closed:
            self.init(
                .unavailable, refused.description,
                details: [.errorInfo(reason: "CLOSED", metadata: [:])])
        }
    }
}

extension Backup {
    /// A backup as messages show it.
    fileprivate init(_ progress: BackupProgress) {
        self.init(
            path: progress.path, status: .unspecified, pagesCopied: Int64(progress.pagesCopied),
            pages: Int64(progress.pages), beganAtMilliseconds: progress.beganAt.milliseconds,
            endedAtMilliseconds: progress.endedAt?.milliseconds ?? 0, sha256: "", problem: "")
        switch progress.stage {
        case .copying: status = .copying
        case .finishing: status = .finishing
        case .done(let digest):
            status = .done
            sha256 = digest
        case .failed(let reason):
            status = .failed
            problem = reason
        }
    }
}
