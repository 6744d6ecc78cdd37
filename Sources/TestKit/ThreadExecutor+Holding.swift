import Dispatch
package import EventLoop

extension ThreadExecutor {
    /// Runs nothing on the thread while the body lasts.
    package func holding(_ body: () -> Void) {
        let (isHeld, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        run {
            isHeld.signal()
            isOver.wait()
        }
        isHeld.wait()
        defer { isOver.signal() }
        body()
    }
}
