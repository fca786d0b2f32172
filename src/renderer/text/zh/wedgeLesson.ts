/** Simplified Chinese: the lesson that teaches a screen its keyboard scanner, and a member of staff's badge. */

export const wedge = {
  teach: '让本屏幕学习', rail: '键盘扫描', title: '键盘式扫码枪', intro: '键盘模式的扫码枪把条码内容输入到此窗口。把已知的码扫描三次，本屏幕就能学会它在码前、码后输入什么，以及按哪种键盘输入。',
  lesson: '学习', start: '开始学习', again: '重新开始', stop: '放弃', codeLabel: '学习用码：{{text}}', scanThis: '把此码扫描 {{count}} 次，每次间隔一秒', typedMeanwhile: '在此期间其他按键不起作用；按 Esc 放弃。', progress: '已扫描 {{done}} / {{count}} 次', ready: '在您保留学习结果之前，不会有任何更改。',
  learnt: '已学会此扫码枪。', nothingLearnt: '没有学到内容，也没有任何更改。', keep: '保留', discard: '丢弃', kept: '已保留。从下一次扫描起，本屏幕按此读取扫码枪。', forget: '忘记', forgotten: '已忘记。本屏幕恢复按大多数扫码枪的方式读取。',
  here: '本屏幕', hereHint: '只保存在此浏览器中：其他收银台或浏览器需要各自学习。', unlearnt: '尚未学习；采用适合大多数扫码枪的设置。', taught: '已通过学习设定。', test: '测试扫码', testHint: '随后可用测试扫码，以新的码和计时加以证明。',
  facts: { prefix: '码前', suffix: '码后', speed: '速度', layout: '键盘', control: '控制键' },
  prefix: { none: '无', some: '{{text}}，会去掉' }, suffix: { key: 'Enter 或 Tab', none: '无：扫码枪停止输入即为结束' }, speed: '按键间隔 {{ms}} 毫秒', layout: { 'as-typed': '与本机相同', us: '美式，与本机不同' }, control_zero: '无', control_one: '每次扫描 {{count}} 个，不起作用', control_other: '每次扫描 {{count}} 个，不起作用',
  todo: {
    us: '扫码枪按美式键盘输入，而本机使用另一种键盘。保留后收银台仍能正确读取。更好的做法：按厂商手册扫描“键盘国家”设置码，改为本机键盘，否则其他程序会看到错误字符。',
    suffix: '更好的做法：按厂商手册把 Enter 设为后缀。这样扫描立即生效，也不会与下一次连在一起。',
    control: '收银台会忽略它们。在其他程序中它们可能打开菜单；关闭方法见厂商手册。',
  },
  why: {
    nothing: '没有收到按键。请检查线缆和扳机。如果扫码枪鸣响却没有输入，说明它不是键盘模式：请在“设备”中查找。',
    'not-alike': '几次扫描不一致。期间请勿按键，然后重新开始；如果仍不一致，请稍微加大扫码枪的字符间隔。',
    'other-code': '扫描的不是显示的码。请遮住其他码后重新开始。',
    layout: '扫码枪与本机的键盘不同，而且不是美式键盘。请关闭大写锁定，按厂商手册把扫码枪的键盘国家设为本机的，然后重新开始。',
    'too-slow': '它的输入和人手一样慢，收银台无法区分。请按厂商手册把字符间隔设为零，然后重新开始。',
  },
};

export const badge = {
  title: '工牌', text: '一张非支付的磁条卡可以成为某人的工牌。登录时它会指出持卡人，但仍需输入 PIN。', person: '人员', learn: '登记工牌', waiting: '请在 {{seconds}} 秒内刷卡。', learnt: '此卡从现在起是 {{name}} 的工牌，并已记录。', late: '没有刷卡。没有任何更改。', again: '再来一次',
};
