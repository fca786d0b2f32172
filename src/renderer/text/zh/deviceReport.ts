/** Simplified Chinese: what a device's reports were and what is wrong with its descriptor. */
import type { DescriptorFaultCode } from '#core/hid/descriptorItems.ts';
import type { FaultCode, IgnoredCode } from '#core/hid/event.ts';

export const deviceReport = {
  ignored: {
    'unknown-report': '不是数据报告，已跳过。',
    'command-answer': '这是扫码枪对命令的应答，不是扫码。',
    empty: '没有内容的报告或码。',
    'no-track': '刷卡无数据：没有磁条，或方向刷反。',
    'control-keys': '不产生字符的按键，例如扫码枪用组合键发送的换行。',
    'repeated-card': '同一张卡在取出时又被读了一次。',
    'no-decoder': '描述符和配置文件都没有说明如何读取此报告。请选择配置文件。',
  } satisfies Record<IgnoredCode, string>,
  fault: {
    'report-too-short': '报告不完整，未使用。没有资金变动；请重新扫描或刷卡。',
    'report-too-long': '报告比任何设备的都长，未使用。',
    'length-beyond-field': '报告声称的数据多于其容量，未使用。没有资金变动；请重新扫描或刷卡。',
    'code-too-long': '此码比商店会用到的任何码都长，全部未使用。',
    'part-without-successor': '长码在结束前中断，全部未使用。请重新扫描或刷卡。',
    'part-without-predecessor': '只收到码的末尾而没有开头，未使用。请重新扫描或刷卡。',
    'device-gone': '设备在读码途中断开，全部未使用。请插上后重新扫描。',
    'track-unreadable': '无法读卡，未扣款。请稍快或稍慢再刷一次。',
    'frame-broken': '读卡器数据损坏，未扣款。请重新刷卡。',
    'encryption-unsure': '无法确认读卡器已加密；数据未使用，未扣款。请重新刷卡；若仍如此，读卡器需要新密钥。',
    'scale-fault': '电子秤报告故障或未知重量，未使用。请清空秤盘后重新称重。',
  } satisfies Record<FaultCode, string>,
  descriptor: {
    empty: '描述符为空。',
    'too-long': '描述符过长，其余未读取。',
    'item-cut-off': '最后一项不完整。',
    'reserved-item': '跳过了保留类型的项。',
    'collection-not-closed': '有集合未关闭。',
    'collection-not-open': '结束项没有对应的集合。',
    'too-deep': '嵌套过深。',
    'push-without-pop': 'Push 没有对应的 Pop。',
    'pop-without-push': 'Pop 没有对应的 Push。',
    'report-id-zero': '报告 ID 不在 1 到 255 之间。',
    'report-id-late': '报告 ID 出现在无 ID 的字段之后。',
    'no-size': '字段没有大小或数量。',
    'too-large': '报告过大。',
    'usage-range': '用途最大值没有对应的最小值。',
  } satisfies Record<DescriptorFaultCode, string>,
};

export const deviceReportTrouble = {
  'trace-unusable': '这不是录制的报告文件，或文件已损坏。没有任何更改，也没有售出任何商品；请选择其他文件。',
};
